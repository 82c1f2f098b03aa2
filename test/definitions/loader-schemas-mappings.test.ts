import type {
  MappingCase,
  MappingCases,
  PathwayCase,
  PathwayCases,
} from '../../src/model/cases.js';
import type {
  AbsencePolicy,
  CodeEntry,
  CodeSystems,
  Derivation,
  Estimate,
  FactDefinition,
  FactSeries,
  FactSource,
  OwnSeries,
  ReadingRules,
  TrendsFile,
  ValueReading,
  ValueSetFile,
} from '../../src/model/knowledge.js';
import { required, testSchemas, type Fields } from './schema-fields.js';

const codeSystems: Fields<CodeSystems> = { systems: required };
const valueSet: Fields<ValueSetFile> = {
  id: required,
  title: required,
  source: required,
  version: required,
  everyCodeSays: '',
  codes: required,
  doNotMatch: '',
};
const codeEntry: Fields<CodeEntry> = {
  code: required,
  display: required,
  descendants: '',
  properties: '',
  onlyWithPercent: '',
  note: '',
};
const reading: Fields<ReadingRules> = {
  liverProcedures: required,
  stagingReports: required,
  candidates: required,
  approximateSpreadPercent: required,
  drugNames: '',
  otherDrugNames: '',
  unitSpellings: required,
  reportCategories: required,
};
const trends: Fields<TrendsFile> = { series: required, treatments: required };
const factSeries: Fields<FactSeries> = { fact: required };
const ownSeries: Fields<OwnSeries> = {
  id: required,
  label: required,
  codes: required,
  units: required,
};
const fact: Fields<FactDefinition> = {
  fact: required,
  label: required,
  topic: required,
  kind: required,
  values: '',
  valueLabels: '',
  aliases: '',
  unit: '',
  minimum: '',
  maximum: '',
  unitOptional: '',
  unitOptionalInText: '',
  molarMass: '',
  undecidedValues: '',
  undecidedWhen: '',
  root: required,
  shelfLifeMonths: '',
  oldAfterMonths: '',
  staleAfterLiverProcedure: '',
  selection: '',
  sameDay: '',
  disagreement: '',
  sources: required,
  derive: '',
  absence: '',
  note: '',
  source: required,
};
const factSource: Fields<FactSource> = {
  resource: required,
  codes: '',
  extension: '',
  clinicalStatus: '',
  bodySite: '',
  bodySiteRequired: '',
  otherBodySite: '',
  gives: '',
  givesProperty: '',
  value: '',
  element: '',
  states: '',
};
const valueReading: Fields<ValueReading> = {
  coded: '',
  property: '',
  boolean: '',
  strings: '',
  numbers: '',
  bands: '',
  date: '',
};
const derivation: Fields<Derivation> = {
  rule: required,
  source: required,
  use: '',
  estimates: '',
  firstKnown: '',
  algorithm: '',
  parameters: '',
  putsInDoubt: '',
  conflictText: '',
  compatible: '',
};
const estimate: Fields<Estimate> = { cases: required, otherwise: '', ignoredWithout: '' };
const absence: Fields<AbsencePolicy> = {
  presume: required,
  rule: required,
  source: required,
  readable: '',
  staged: '',
  when: '',
};
const pathwayCases: Fields<PathwayCases> = {
  pathway: required,
  baseline: required,
  cases: required,
};
const pathwayCase: Fields<PathwayCase> = {
  name: required,
  section: required,
  given: '',
  expect: required,
};
const mappingCases: Fields<MappingCases> = { fact: required, at: required, cases: required };
const mappingCase: Fields<MappingCase> = {
  name: required,
  section: required,
  resources: required,
  queries: '',
  expect: required,
};
const mappingExpectation: Fields<MappingCase['expect']> = {
  status: required,
  reason: '',
  values: '',
  interval: '',
  strength: '',
  members: '',
  conflict: '',
};

testSchemas([
  ['code-systems', '', codeSystems],
  ['value-set', '', valueSet],
  ['value-set', 'properties/codes/items', codeEntry],
  ['reading', '', reading],
  ['trends', '', trends],
  ['trends', 'definitions/factSeries', factSeries],
  ['trends', 'definitions/ownSeries', ownSeries],
  ['fact', '', fact],
  ['fact', 'definitions/factSource', factSource],
  ['fact', 'definitions/valueReading', valueReading],
  ['fact', 'definitions/derivation', derivation],
  ['fact', 'definitions/estimate', estimate],
  ['fact', 'definitions/absencePolicy', absence],
  ['pathway-cases', '', pathwayCases],
  ['pathway-cases', 'properties/cases/items', pathwayCase],
  ['mapping-cases', '', mappingCases],
  ['mapping-cases', 'properties/cases/items', mappingCase],
  ['mapping-cases', 'properties/cases/items/properties/expect', mappingExpectation],
]);
