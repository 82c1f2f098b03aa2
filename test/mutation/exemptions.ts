/** Mutants that no case row can or needs to tell from the original, each with the reason. */

export interface Exemption {
  /** Pathway, fact or `scope`. */
  readonly subject: string;
  /** Criterion, arm or rule. */
  readonly site: string;
  readonly change: RegExp;
  readonly reason: string;
}

export const exemptions: readonly Exemption[] = [
  {
    subject: 'somatostatin-analogue',
    site: 'arm octreotide-lar',
    change: /^primarySite: is unknown-primary -> in \[unknown-primary, (jejunum-ileum|appendix)\]$/,
    reason: 'These sites are midgut by derivation, which the other half of the condition asks for.',
  },
  {
    subject: 'scope',
    site: 'statement lung-primary',
    change: /^when: neuroendocrineDiagnosis: is lung -> in \[lung, (out-of-scope-site|none)\]$/,
    reason: 'A patient with these diagnoses is out of scope, where nothing is said.',
  },
  {
    subject: 'differentiation',
    site: 'derive',
    change: /^estimate 1, case 1: ki67Percent: below 5 -> (5\.5|atMost 5)$/,
    reason: 'The second case begins at 5 % as well and gives the same value among others.',
  },
  {
    subject: 'liverFunctionImpaired',
    site: 'time',
    change: /^not stale after a liver procedure$/,
    reason:
      'Its own records are conditions only, which are current for as long as they are active.',
  },
];
