/** The scope file as a table: who is in scope, and what is said about whom. */
import type { ScopeRow } from './scope-rows.js';
import { otherTherapies, treatedAtLiver } from './therapies.js';

const confirmOrigin = ['second-primary'];

export const scopeTable: readonly ScopeRow[] = [
  {
    name: 'A gastroenteropancreatic tumour with liver metastases is in scope.',
    given: {},
    expect: {},
  },
  {
    name: 'A tumour of unstated site is in scope.',
    given: { neuroendocrineDiagnosis: 'unstated-site', primarySite: 'unknown' },
    expect: {},
  },
  {
    name: 'A patient of whom no death is recorded is in scope.',
    given: { deceased: 'unknown' },
    expect: {},
  },
  {
    name: 'A deceased patient is out of scope before anything else is looked at.',
    given: { deceased: 'yes', neuroendocrineDiagnosis: 'none' },
    expect: { gate: 'deceased' },
  },
  {
    name: 'Without a neuroendocrine neoplasm the patient is out of scope.',
    given: { neuroendocrineDiagnosis: 'none', liverMetastases: 'no' },
    expect: { gate: 'no-net' },
  },
  {
    name: 'A neuroendocrine neoplasm of another origin is out of scope.',
    given: { neuroendocrineDiagnosis: 'out-of-scope-site' },
    expect: { gate: 'no-net' },
  },
  {
    name: 'An unknown diagnosis does not open the gate.',
    given: { neuroendocrineDiagnosis: 'unknown' },
    expect: { gate: 'no-net' },
  },
  {
    name: 'Without liver metastases the patient is out of scope.',
    given: { liverMetastases: 'no', liverMetastasisOrigin: 'other' },
    expect: { gate: 'no-liver-metastases' },
  },
  {
    name: 'Liver metastases that nobody recorded do not open the gate.',
    given: { liverMetastases: 'unknown' },
    expect: { gate: 'no-liver-metastases' },
  },
  {
    name: 'Liver metastases of another cancer are out of scope.',
    given: { liverMetastasisOrigin: 'other' },
    expect: { gate: 'other-primary' },
  },
  {
    name: 'Liver metastases of unknown origin are in scope.',
    given: { liverMetastasisOrigin: 'unknown' },
    expect: {},
  },
  {
    name: 'With a second primary cancer the origin must be confirmed before a pathway is met.',
    given: { secondPrimaryCancer: 'yes', liverMetastasisOrigin: 'unknown' },
    expect: {
      statements: confirmOrigin,
      added: { prrt: { 'origin-confirmed': 'unknown' } },
      statuses: { prrt: 'needs-data' },
    },
  },
  {
    name: 'A second primary cancer changes nothing once the origin is documented.',
    given: { secondPrimaryCancer: 'yes' },
    expect: {
      added: { prrt: { 'origin-confirmed': 'met' } },
      statuses: { prrt: 'criteria-met' },
    },
  },
  {
    name: 'Without a second primary cancer the origin need not be confirmed.',
    given: { secondPrimaryCancer: 'no', liverMetastasisOrigin: 'unknown' },
    expect: { added: { prrt: {} }, statuses: { prrt: 'criteria-met' } },
  },
  {
    name: 'A second primary cancer that cannot be excluded asks for nothing.',
    given: { secondPrimaryCancer: 'unknown', liverMetastasisOrigin: 'unknown' },
    expect: { added: { prrt: {} } },
  },
  {
    name: 'A finding of another cancer asks for the origin as a second primary does.',
    given: { otherOriginRecorded: 'yes', liverMetastasisOrigin: 'unknown' },
    expect: {
      added: { prrt: { 'origin-confirmed': 'unknown' } },
      statuses: { prrt: 'needs-data' },
    },
  },
  {
    name: 'A small- or large-cell carcinoma of the lung is out of scope.',
    given: { neuroendocrineDiagnosis: 'lung', primarySite: 'lung', morphology: 'nec' },
    expect: { gate: 'lung-carcinoma' },
  },
  {
    name: 'A carcinoma that is no neuroendocrine neoplasm on record is out of scope as such.',
    given: { neuroendocrineDiagnosis: 'none', morphology: 'nec' },
    expect: { gate: 'no-net' },
  },
  {
    name: 'A carcinoma of an organ outside the scope is out of scope as such.',
    given: { neuroendocrineDiagnosis: 'out-of-scope-site', morphology: 'nec' },
    expect: { gate: 'no-net' },
  },
  {
    name: 'A carcinoma of another site is in scope.',
    given: { morphology: 'nec', differentiation: 'poor' },
    expect: {},
  },
  {
    name: 'A carcinoma of unstated site is in scope.',
    given: { neuroendocrineDiagnosis: 'unstated-site', morphology: 'nec', differentiation: 'poor' },
    expect: {},
  },
  {
    name: 'A tumour of the lung carries its caution.',
    given: { neuroendocrineDiagnosis: 'lung', primarySite: 'unknown' },
    expect: { statements: ['lung-primary'] },
  },
  {
    name: 'A primary in the lung carries the caution whatever the diagnosis code.',
    given: { neuroendocrineDiagnosis: 'unstated-site', primarySite: 'lung' },
    expect: { statements: ['lung-primary'] },
  },
  ...['stomach', 'duodenum', 'jejunum-ileum', 'appendix', 'colon', 'rectum'].map((site) => ({
    name: `A primary of the site ${site} carries no caution of the lung.`,
    given: { primarySite: site },
    expect: {},
  })),
  ...['unknown-primary', 'other'].map((site) => ({
    name: `A primary of the site ${site} carries no caution of the lung.`,
    given: { neuroendocrineDiagnosis: 'unstated-site', primarySite: site },
    expect: {},
  })),
  {
    name: 'A G3 tumour that is well differentiated is said not to be covered.',
    given: { grade: 'G3', ki67Percent: 30 },
    expect: { statements: ['g3-not-poorly-differentiated'] },
  },
  {
    name: 'A G3 tumour that is moderately differentiated is said not to be covered.',
    given: { grade: 'G3', ki67Percent: 30, differentiation: 'moderate' },
    expect: { statements: ['g3-not-poorly-differentiated'] },
  },
  {
    name: 'A G3 tumour of unknown differentiation is said not to be covered.',
    given: { grade: 'G3', ki67Percent: 30, differentiation: 'unknown' },
    expect: { statements: ['g3-not-poorly-differentiated'] },
  },
  {
    name: 'A poorly differentiated G3 tumour is covered.',
    given: { grade: 'G3', ki67Percent: 60, differentiation: 'poor', morphology: 'nec' },
    expect: {},
  },
  { name: 'A G1 tumour is covered.', given: { grade: 'G1', ki67Percent: 2 }, expect: {} },
  {
    name: 'A mixed neoplasm is said not to be described.',
    given: { mixedNeoplasm: 'yes', morphology: 'mixed' },
    expect: { statements: ['mixed-morphology'] },
  },
  {
    name: 'A mixed neoplasm that cannot be excluded is not spoken of.',
    given: { mixedNeoplasm: 'unknown' },
    expect: {},
  },
  {
    name: 'With a second primary cancer the multidisciplinary review is judged as before.',
    given: { secondPrimaryCancer: 'yes', liverMetastasisOrigin: 'unknown' },
    expect: { statements: confirmOrigin, added: { 'mdt-review': {} } },
  },
  {
    name: 'Involvement just above 75 % is named.',
    given: { hepaticInvolvementPercent: 75.1 },
    expect: { statements: ['involvement-above-75'] },
  },
  {
    name: 'Involvement of 76 % is named.',
    given: { hepaticInvolvementPercent: 76 },
    expect: { statements: ['involvement-above-75'] },
  },
  {
    name: 'Involvement of exactly 75 % is not named.',
    given: { hepaticInvolvementPercent: 75 },
    expect: {},
  },
  {
    name: 'Involvement that may be above 75 % is not named.',
    given: { hepaticInvolvementPercent: '70-80' },
    expect: {},
  },
  ...treatedAtLiver.map((therapy) => ({
    name: `Stable disease 6 months after ${therapy} is read with caution.`,
    given: { diseaseStatus: 'stable', priorTherapies: [therapy] },
    therapiesMonthsAgo: 6,
    expect: { statements: ['stable-after-liver-treatment'] },
  })),
  {
    name: 'Stable disease more than 6 months after such a treatment is not.',
    given: { diseaseStatus: 'stable', priorTherapies: ['sirt'] },
    therapiesMonthsAgo: 6.5,
    expect: {},
  },
  {
    name: 'Stable disease after a treatment of unknown date is not.',
    given: { diseaseStatus: 'stable', priorTherapies: ['sirt'] },
    expect: {},
  },
  ...['progressive', 'partial-response', 'complete-response', 'unknown'].map((status) => ({
    name: `A disease status of ${status} soon after such a treatment is taken as it is.`,
    given: { diseaseStatus: status, priorTherapies: ['sirt'] },
    therapiesMonthsAgo: 1,
    expect: {},
  })),
  {
    name: 'Stable disease soon after any other treatment is taken as it is.',
    given: { diseaseStatus: 'stable', priorTherapies: otherTherapies },
    therapiesMonthsAgo: 1,
    expect: {},
  },
];
