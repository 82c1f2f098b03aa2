import type {
  ArmDefinition,
  Citation,
  CriterionChange,
  CriterionDefinition,
  CriterionSource,
  EditionFile,
  EvidenceFile,
  FactTest,
  Figure,
  OrderDefinition,
  PathwayChanges,
  PathwayDefinition,
  ScopeFile,
  ServiceDefinition,
} from '../../src/model/knowledge.js';
import { required, testSchemas, type Fields } from './schema-fields.js';

const condition: Fields<FactTest> = {
  fact: required,
  documented: '',
  is: '',
  in: '',
  below: '',
  atMost: '',
  atLeast: '',
  above: '',
  includesAny: '',
  status: '',
  isEmpty: '',
  withinMonths: '',
};
const source: Fields<CriterionSource> = { section: required, external: '', citation: '' };
const criterion: Fields<CriterionDefinition> = {
  id: required,
  role: required,
  label: required,
  when: '',
  source: required,
  figures: '',
  note: '',
  alternative: '',
};
const edition: Fields<EditionFile> = {
  id: required,
  overlays: '',
  version: required,
  title: required,
  shortLabel: required,
  published: required,
  ageNote: required,
  groups: '',
  limits: required,
};
const evidence: Fields<EvidenceFile> = { citations: required, figures: required };
const citation: Fields<Citation> = {
  id: required,
  text: required,
  doi: '',
  trialRegistration: '',
  verified: required,
};
const figure: Fields<Figure> = {
  id: required,
  statement: required,
  trial: '',
  citation: required,
  section: required,
};
const scope: Fields<ScopeFile> = { gates: required, shared: required, statements: required };
const gate: Fields<ScopeFile['gates'][number]> = {
  code: required,
  text: required,
  inScopeWhen: '',
  outOfScopeWhen: '',
  source: required,
};
const shared: Fields<ScopeFile['shared'][number]> = {
  criterion: required,
  appliesWhen: required,
  except: '',
};
const statement: Fields<ScopeFile['statements'][number]> = {
  id: required,
  when: required,
  unless: '',
  text: required,
  source: required,
};
const pathway: Fields<PathwayDefinition> = {
  id: required,
  group: required,
  title: required,
  shortTitle: required,
  summary: required,
  prominence: '',
  criteria: required,
  arms: '',
  view: '',
  preferredOver: '',
  figures: '',
  notes: '',
};
const changes: Fields<PathwayChanges> = {
  pathway: required,
  summary: '',
  notes: '',
  criteria: required,
};
const change: Fields<CriterionChange> = {
  id: required,
  label: '',
  when: '',
  source: required,
  figures: '',
  note: '',
};
const changeSource: Fields<CriterionChange['source']> = {
  section: required,
  external: required,
  citation: required,
};
const arm: Fields<ArmDefinition> = {
  id: required,
  label: required,
  when: required,
  source: required,
  figures: '',
};
const service: Fields<ServiceDefinition> = {
  id: required,
  hook: required,
  title: required,
  description: required,
  usageRequirements: required,
  pathways: required,
  orders: required,
  overrideReasons: required,
  texts: required,
  prefetch: '',
};
const order: Fields<OrderDefinition> = {
  id: required,
  label: required,
  codings: required,
  category: '',
  closes: required,
  follows: '',
};

testSchemas([
  ['shared', 'definitions/factTest', condition],
  ['shared', 'definitions/criterionSource', source],
  ['shared', 'definitions/criterion', criterion],
  ['edition', '', edition],
  ['evidence', '', evidence],
  ['evidence', 'properties/citations/items', citation],
  ['evidence', 'properties/figures/items', figure],
  ['scope', '', scope],
  ['scope', 'properties/gates/items', gate],
  ['scope', 'properties/shared/items', shared],
  ['scope', 'properties/statements/items', statement],
  ['pathway', '', pathway],
  ['pathway-changes', '', changes],
  ['pathway-changes', 'properties/criteria/items', change],
  ['pathway-changes', 'properties/criteria/items/properties/source', changeSource],
  ['pathway', 'properties/arms/items', arm],
  ['service', '', service],
  ['service', 'properties/orders/items', order],
]);
