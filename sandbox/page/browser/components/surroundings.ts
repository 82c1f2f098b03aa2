/** What the parts of an open chart share. */
import type { ChartToOpen } from '../calling/hook-call.js';
import type { ShownCard } from '../calling/service-answer.js';
import type { CdsHooksVersion } from '../page-address.js';

/** A SMART app opened inside the EHR. */
export interface OpenApp {
  readonly label: string;
  /** With `iss` and `launch`. */
  readonly address: string;
}

export interface CardSurroundings {
  readonly chart: ChartToOpen;
  readonly version: CdsHooksVersion;
  readonly serviceId: string;
  /** Reads the chart and calls the service again. */
  readonly onReopen: () => void;
  readonly onOpenApp: (app: OpenApp) => void;
}

export interface CardProps extends CardSurroundings {
  readonly card: ShownCard;
}
