/** Knowledge made by hand: some facts, all pathways of the service by name, nothing to read FHIR with. */
import { indexSources } from '../../src/definitions/compile/source-index.js';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type {
  Citation,
  FactDefinition,
  Figure,
  Knowledge,
  PathwayDefinition,
  ServiceDefinition,
} from '../../src/model/knowledge.js';

/** hooks/nelm-patient-view/service.yaml as it is. */
export const patientViewServiceFile = parse(
  readFileSync(new URL('../../hooks/nelm-patient-view/service.yaml', import.meta.url), 'utf8'),
) as ServiceDefinition;

const factLabels: readonly (readonly [string, string, Partial<FactDefinition>])[] = [
  ['ki67Percent', 'Ki-67 index', { kind: 'interval', unit: '%', minimum: 0, maximum: 100 }],
  ['grade', 'Grade', { values: ['G1', 'G2', 'G3'], root: false }],
  [
    'somatostatinReceptorStatus',
    'Somatostatin receptor status on imaging',
    { values: ['positive', 'negative'], shelfLifeMonths: 24 },
  ],
  [
    'hepaticInvolvementPercent',
    'Hepatic involvement',
    { kind: 'interval', unit: '%', minimum: 0, maximum: 100, shelfLifeMonths: 6 },
  ],
  ['liverResectability', 'Liver resectability', { shelfLifeMonths: 6 }],
  ['portalVeinThrombosis', 'Portal vein thrombosis', { shelfLifeMonths: 6 }],
  ['rightHeartInsufficiency', 'Right heart insufficiency', { shelfLifeMonths: 12 }],
  ['bulkSymptoms', 'Bulk symptoms', {}],
  ['age', 'Age', { kind: 'interval', unit: 'a' }],
  ['priorTherapies', 'Therapies so far', { kind: 'set' }],
  ['mdtReview', 'Multidisciplinary review', { kind: 'date' }],
];

function factDefinition([fact, label, rest]: (typeof factLabels)[number]): FactDefinition {
  return {
    fact,
    label,
    topic: 'test',
    kind: 'one-of',
    root: true,
    sources: [],
    source: 'test',
    ...rest,
  };
}

const groups = [
  { id: 'surgery', title: 'Surgery' },
  { id: 'transplantation', title: 'Liver transplantation' },
  { id: 'ablation-embolisation', title: 'Ablation and embolisation' },
  { id: 'radionuclide', title: 'Radionuclide therapy' },
  { id: 'systemic', title: 'Systemic treatment' },
];

const shortTitles: Readonly<Record<string, readonly [string, string]>> = {
  'curative-resection': ['surgery', 'Curative resection'],
  'staged-resection': ['surgery', 'Staged resection'],
  'cytoreductive-resection': ['surgery', 'Cytoreductive resection'],
  'liver-transplantation': ['transplantation', 'Liver transplantation'],
  'thermal-ablation': ['ablation-embolisation', 'Thermal ablation'],
  'transarterial-embolisation': ['ablation-embolisation', 'TAE'],
  'transarterial-chemoembolisation': ['ablation-embolisation', 'TACE'],
  sirt: ['ablation-embolisation', 'SIRT'],
  prrt: ['radionuclide', 'PRRT'],
  'somatostatin-analogue': ['systemic', 'Somatostatin analogue'],
  everolimus: ['systemic', 'Everolimus'],
  sunitinib: ['systemic', 'Sunitinib'],
  'interferon-alpha': ['systemic', 'Interferon alpha'],
  'bevacizumab-combination': ['systemic', 'Bevacizumab combinations'],
  'chemotherapy-nec': ['systemic', 'Chemotherapy of carcinoma'],
  'chemotherapy-wd-net': ['systemic', 'Chemotherapy of NET'],
  downstaging: ['surgery', 'Downstaging'],
  'mdt-review': ['systemic', 'Multidisciplinary review'],
};

/** The service with its texts and orders as in the file, judging all pathways named here. */
export const patientViewService: ServiceDefinition = {
  ...patientViewServiceFile,
  pathways: Object.keys(shortTitles),
  orders: patientViewServiceFile.orders.map((order) =>
    order.id === 'net-mdt-referral' ? { ...order, follows: ['mdt-review'] } : order,
  ),
};

/** A pathway definition with the title of the real one. */
export function pathwayDefinition(
  id: string,
  overrides: Partial<PathwayDefinition> = {},
): PathwayDefinition {
  const [group, shortTitle] = shortTitles[id] ?? ['systemic', id];
  return {
    id,
    group,
    title: `${shortTitle} in full`,
    shortTitle,
    summary: `About ${shortTitle}.`,
    criteria: [],
    ...overrides,
  };
}

export interface KnowledgeParts {
  readonly edition?: Partial<Knowledge['edition']>;
  readonly facts?: readonly FactDefinition[];
  readonly pathways?: readonly PathwayDefinition[];
  readonly figures?: readonly Figure[];
  readonly citations?: readonly Citation[];
  readonly queryPlan?: Knowledge['queryPlan'];
}

/** Knowledge with some facts, all pathways of the service, and nothing to read FHIR with. */
export function knowledgeOf(parts: KnowledgeParts = {}): Knowledge {
  const facts = parts.facts ?? factLabels.map(factDefinition);
  const pathways = parts.pathways ?? Object.keys(shortTitles).map((id) => pathwayDefinition(id));
  return {
    edition: {
      id: 'review-2016',
      version: '1.0.0',
      title: 'Published criteria of about 2016',
      shortLabel: 'Review of about 2016',
      published: 'about 2016',
      ageNote: 'These criteria date from about 2016; check current guidance.',
      groups,
      limits: ['Pathways are never ranked.'],
      ...parts.edition,
    },
    version: '1.0.0',
    hash: 'abcdef0123456789',
    site: null,
    sources: indexSources(facts, new Map()),
    valueSets: new Map(),
    codeSystems: { systems: {} },
    reading: {
      liverProcedures: [],
      stagingReports: '',
      candidates: [],
      approximateSpreadPercent: 10,
      unitSpellings: {},
      reportCategories: [],
    },
    facts,
    factById: new Map(facts.map((fact) => [fact.fact, fact])),
    affectedBy: new Map(),
    factQueries: new Map(),
    scope: { gates: [], shared: [], statements: [] },
    pathways,
    pathwayById: new Map(pathways.map((pathway) => [pathway.id, pathway])),
    figures: new Map((parts.figures ?? []).map((figure) => [figure.id, figure])),
    citations: new Map((parts.citations ?? []).map((citation) => [citation.id, citation])),
    services: [patientViewService],
    queryPlan: parts.queryPlan ?? [],
    trends: { series: [], treatments: [], sources: new Map() },
    historyQueries: [],
    limits: new Map(),
  };
}
