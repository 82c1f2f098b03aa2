/** Results, statuses and reasons in words. Words carry the meaning; colour and icon only repeat it. */
import type { PathwayStatus, Truth, TruthReason } from '../../../src/model/evaluation.js';
import type { QueryState } from '../../../src/model/chart.js';
import type { Role } from '../../../src/model/criteria-files.js';
import type { Strength } from '../../../src/model/values.js';

/** good: speaks for the pathway. bad: stands against it. warn: to bear in mind. open: not known. neutral: nothing to say. */
export type Mark = 'good' | 'bad' | 'warn' | 'open' | 'neutral';

export const statusWords: Readonly<Record<PathwayStatus, string>> = {
  'criteria-met': 'Criteria met',
  'needs-data': 'Needs data',
  'criteria-not-met': 'Criteria not met',
  excluded: 'Excluded',
};

export const statusMarks: Readonly<Record<PathwayStatus, Mark>> = {
  'criteria-met': 'good',
  'needs-data': 'open',
  'criteria-not-met': 'neutral',
  excluded: 'bad',
};

export const roleWords: Readonly<Record<Role, string>> = {
  inclusion: 'Required',
  exclusion: 'Excludes',
  attestation: 'To confirm',
  favourable: 'Favourable',
  unfavourable: 'Unfavourable',
  caution: 'Caution',
};

export interface State {
  readonly mark: Mark;
  readonly words: string;
}

const notKnown: State = { mark: 'open', words: 'Not known' };
const doesNotApply: State = { mark: 'neutral', words: 'Does not apply' };

/** An exclusion that is met applies, which is bad: its words and mark say so. */
const states: Readonly<Record<Role, Readonly<Record<Truth, State>>>> = {
  inclusion: {
    met: { mark: 'good', words: 'Met' },
    'not-met': { mark: 'bad', words: 'Not met' },
    unknown: notKnown,
  },
  exclusion: {
    met: { mark: 'bad', words: 'Applies' },
    'not-met': { mark: 'good', words: 'Does not apply' },
    unknown: notKnown,
  },
  attestation: {
    met: { mark: 'good', words: 'Met' },
    'not-met': { mark: 'bad', words: 'Recorded otherwise, excludes' },
    unknown: { mark: 'open', words: 'For the clinician to confirm' },
  },
  favourable: {
    met: { mark: 'good', words: 'Applies' },
    'not-met': doesNotApply,
    unknown: notKnown,
  },
  unfavourable: {
    met: { mark: 'warn', words: 'Applies' },
    'not-met': doesNotApply,
    unknown: notKnown,
  },
  caution: { met: { mark: 'warn', words: 'Applies' }, 'not-met': doesNotApply, unknown: notKnown },
};

export function criterionState(role: Role, result: Truth): State {
  return states[role][result];
}

/** A test inside a criterion, which asks whether a sentence is true. */
export const testWords: Readonly<Record<Truth, string>> = {
  met: 'true',
  'not-met': 'not true',
  unknown: 'not known',
};

export const reasonWords: Readonly<Record<TruthReason, string>> = {
  'no-data': 'nothing recorded',
  stale: 'recorded too long ago',
  conflicting: 'records contradict each other',
  'unusable-value': 'recorded in a form that cannot be used',
  'fetch-failed': 'could not be read',
  'undecided-value': 'the recorded value does not decide',
};

export const strengthWords: Readonly<Record<Strength, string>> = {
  documented: 'documented',
  derived: 'derived',
  presumed: 'presumed, not recorded',
};

/** Queries whose answer is not whole; the others have nothing to say. */
export const queryWords: Partial<Readonly<Record<QueryState, string>>> = {
  error: 'could not be read',
  partial: 'read only in part',
  absent: 'not read',
};
