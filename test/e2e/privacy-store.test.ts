/** What of feedback is kept, and under which names patients are. */
import { join } from 'node:path';
import {
  startProductionUnderTest,
  type ProductionUnderTest,
} from '../support/production-service.js';
import { keptOfFeedback, sendMarkedFeedback } from '../support/privacy/kept-feedback.js';
import { bytesOf, cellsOf, type StoredRow } from '../support/privacy/sqlite-contents.js';
import { createTraceSearch } from '../support/privacy/traces.js';

const pseudonymKey = 'a key of thirty-two bytes or more, known to nobody';
let service: ProductionUnderTest;
let file: string;

beforeAll(async () => {
  service = await startProductionUnderTest({
    clients: { hospital: { storesComments: true } },
    environment: { PSEUDONYM_KEY: pseudonymKey },
  });
  file = join(service.folder, 'nelm-cds.sqlite');
});

afterAll(() => service.stop());

/** Feedback is answered when what came before it is written. */
async function writtenCells(): Promise<readonly StoredRow[]> {
  const { cards } = (await (await service.callService('elm')).json()) as {
    readonly cards: readonly { readonly uuid: string }[];
  };
  const answer = await sendMarkedFeedback(service, cards[0]?.uuid);
  expect(answer.status).toBe(200);
  return cellsOf(file);
}

test('of feedback, each part is kept in its own column and nowhere else', async () => {
  const { find } = createTraceSearch();
  const marked = (await writtenCells()).filter(({ value }) => find(value).length > 0);

  expect(new Set(marked.map(({ table }) => table))).toEqual(new Set(['feedback']));
  expect(Object.fromEntries(marked.map(({ column, value }) => [column, value]))).toEqual(
    keptOfFeedback,
  );
  expect(find(service.logText())).toEqual([]);
});

describe('the name of a patient in the store', () => {
  let calls: readonly { readonly client: string; readonly patient: string | undefined }[];

  beforeAll(async () => {
    for (const as of [service.hospital, service.hospital, service.clinic]) {
      for (const patient of ['elm', 'oak']) await service.callService(patient, { as });
    }
    const cells = await writtenCells();
    const column = (name: string): readonly string[] =>
      cells
        .filter(({ table, column }) => table === 'issued_cards' && column === name)
        .map(({ value }) => value);
    const patients = column('patient_key');
    calls = column('client_id').map((client, index) => ({ client, patient: patients[index] }));
  });

  const namesOf = (client: string): ReadonlySet<string | undefined> =>
    new Set(calls.filter((call) => call.client === client).map(({ patient }) => patient));

  test('is the same for all calls of a client, and another for every client', () => {
    expect([namesOf('hospital').size, namesOf('clinic').size]).toEqual([2, 2]);
    expect([...namesOf('hospital')].filter((name) => namesOf('clinic').has(name))).toEqual([]);
    expect([...namesOf('hospital')].every((name) => /^[\w-]{43}$/.test(name ?? ''))).toBe(true);
  });

  test('cannot be made from what is in the store: the key is not there', () => {
    const bytes = bytesOf(file);
    const key = Buffer.from(pseudonymKey);

    expect(bytes).toContain([...namesOf('hospital')][0]);
    for (const encoding of ['utf8', 'hex', 'base64', 'base64url'] as const) {
      expect(bytes).not.toContain(key.toString(encoding));
    }
  });
});
