import type { TruthReason } from '../model/evaluation.js';

/** Why something is unknown, in plain words. */
export const reasonWords: Readonly<Record<TruthReason, string>> = {
  'no-data': 'nothing recorded',
  stale: 'recorded too long ago',
  conflicting: 'records contradict each other',
  'unusable-value': 'recorded in a form that cannot be used',
  'fetch-failed': 'could not be read',
  'undecided-value': 'the recorded value does not decide',
};
