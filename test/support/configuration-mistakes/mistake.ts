import type { Variables } from '../configuration-folder.js';

/** A text of the sound configuration, what replaces it, and part of the sentence that tells. */
export interface Mistake {
  readonly from: string;
  readonly to: string;
  /** Text on the line of the problem; without it, the first line of `to`. */
  readonly on?: string;
  readonly message: string;
  readonly variables?: Variables;
}
