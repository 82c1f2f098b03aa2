/** The files under hooks/: a CDS service and the orders it may suggest. */

/** An order that closes a gap. */
export interface OrderDefinition {
  readonly id: string;
  readonly label: string;
  readonly codings: readonly {
    readonly system: string;
    readonly code: string;
    readonly display: string;
  }[];
  readonly category?: { readonly system: string; readonly code: string; readonly display: string };
  /** Root facts whose absence it answers. */
  readonly closes: readonly string[];
  /** Pathways whose met criteria it follows. */
  readonly follows?: readonly string[];
}

/** hooks/<service-id>/service.yaml */
export interface ServiceDefinition {
  readonly id: string;
  readonly hook: string;
  readonly title: string;
  readonly description: string;
  readonly usageRequirements: string;
  readonly pathways: readonly string[];
  readonly orders: readonly OrderDefinition[];
  readonly overrideReasons: readonly {
    readonly code: string;
    readonly system: string;
    readonly display: string;
  }[];
  readonly texts: Readonly<Record<string, string>>;
  /** Overrides of derived prefetch templates, by key. */
  readonly prefetch?: Readonly<Record<string, string>>;
}
