/** The only importer of prom-client: names, help and labels of everything that is counted. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds: the goal is half a second, the hard stop lies below four. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 4, 8];

/** Name without prefix -> help and labels. https://prometheus.io/docs/practices/naming */
const counters = {
  requests_total: {
    help: 'Requests by what became of them.',
    labels: ['route', 'service', 'client', 'outcome'],
  },
  authentication_refusals_total: {
    help: 'Requests answered 401, by reason and by the client they claimed to be of.',
    labels: ['reason', 'client'],
  },
  connections_refused_total: {
    help: 'Connections ended because what came was no request, by the code of the answer.',
    labels: ['code'],
  },
  deadline_hits_total: {
    help: 'Requests whose time to read the chart was over.',
    labels: ['service', 'client'],
  },
  unread_queries_total: {
    help: 'Queries that stayed without a complete answer.',
    labels: ['service', 'client'],
  },
  cards_total: { help: 'Cards issued.', labels: ['service', 'client', 'topic'] },
  feedback_items_total: { help: 'Items of feedback kept.', labels: ['client', 'standing'] },
  feedback_rejected_total: { help: 'Items of feedback that were not usable.', labels: ['client'] },
  records_lost_total: { help: 'Records that could not be kept.', labels: ['kind'] },
  replay_checks_in_memory_total: {
    help: 'Tokens checked for replay in this process alone: the store did not answer.',
    labels: [],
  },
  key_fetches_total: { help: 'Key sets fetched.', labels: ['client', 'outcome'] },
  token_fetches_total: {
    help: 'Access tokens for FHIR servers asked for.',
    labels: ['client', 'outcome'],
  },
  fhir_requests_total: { help: 'Requests to FHIR servers.', labels: ['client', 'outcome'] },
  configuration_reloads_total: { help: 'Reloads of the configuration.', labels: ['outcome'] },
} as const satisfies Readonly<Record<string, Described>>;

const histograms = {
  request_duration_seconds: {
    help: 'Service calls, from arrival to the end of the answer.',
    labels: ['service', 'client'],
  },
  gather_duration_seconds: { help: 'Reading the chart.', labels: ['service', 'client'] },
  evaluate_duration_seconds: { help: 'From the chart to cards.', labels: ['service', 'client'] },
} as const satisfies Readonly<Record<string, Described>>;

const gauges = {
  store_up: { help: 'Whether the store took the last records.', labels: [] },
  knowledge_info: {
    help: 'What is served; always 1.',
    labels: ['software', 'edition', 'version', 'hash'],
  },
} as const satisfies Readonly<Record<string, Described>>;

interface Described {
  readonly help: string;
  readonly labels: readonly string[];
}

type Made<Table extends Readonly<Record<string, Described>>, Instrument> = {
  readonly [Name in keyof Table]: Instrument;
};

export interface Instruments {
  readonly registry: Registry;
  readonly counters: Made<typeof counters, Counter>;
  readonly histograms: Made<typeof histograms, Histogram>;
  readonly gauges: Made<typeof gauges, Gauge>;
}

/** All instruments in a registry of their own; with those of the process (memory, event loop) when asked for. */
export function createInstruments(withProcess: boolean): Instruments {
  const registry = new Registry();
  if (withProcess) collectDefaultMetrics({ register: registry });
  const settingsOf = (name: string, { help, labels }: Described) => ({
    name: `nelm_cds_${name}`,
    help,
    labelNames: [...labels],
    registers: [registry],
  });
  return {
    registry,
    counters: makeAll(counters, (name, row) => new Counter(settingsOf(name, row))),
    histograms: makeAll(
      histograms,
      (name, row) => new Histogram({ ...settingsOf(name, row), buckets }),
    ),
    gauges: makeAll(gauges, (name, row) => new Gauge(settingsOf(name, row))),
  };
}

function makeAll<Table extends Readonly<Record<string, Described>>, Instrument>(
  table: Table,
  make: (name: string, row: Described) => Instrument,
): Made<Table, Instrument> {
  return Object.fromEntries(
    Object.entries(table).map(([name, row]) => [name, make(name, row)]),
  ) as Made<Table, Instrument>;
}
