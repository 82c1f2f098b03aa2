/** The commands of docs/sandboxes.md do what the page says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSandboxOptions, type RunningSandbox } from '../../src/sandbox-mode.js';
import { root } from '../support/knowledge.js';
import { startSandboxUnderTest } from '../support/sandbox-service.js';

const page = readFileSync(join(root, 'docs', 'sandboxes.md'), 'utf8');
const documented = 'http://127.0.0.1:3000';
const commands = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
  block
    .replaceAll('\\\n', '')
    .split('\n')
    .filter((line) => line !== ''),
);
const calls = commands.filter((line) => line.startsWith('curl '));
const starts = commands.filter((line) => line.startsWith('npm start -- '));
let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await startSandboxUnderTest();
}, 30_000);

afterAll(() => sandbox.stop());

function run(call: string): Promise<Response> {
  const [url = ''] = /http:\S+/.exec(call) ?? [];
  const [, type = ''] = /Content-Type: ([^']+)'/.exec(call) ?? [];
  const [, body] = /-d '([^']+)'/.exec(call) ?? [];
  const atSandbox = (text: string): string => text.replaceAll(documented, sandbox.url);
  if (body === undefined) return fetch(atSandbox(url));
  const headers = { 'Content-Type': type };
  return fetch(atSandbox(url), { method: 'POST', headers, body: atSandbox(body) });
}

test('nothing else is in the blocks of commands', () => {
  expect(calls).toHaveLength(3);
  expect(starts).toHaveLength(4);
  expect(commands).toHaveLength(7);
});

test.each([
  [0, 200, 'authorization_endpoint'],
  [1, 200, 'launch_id'],
  [2, 201, 'fhirServer'],
])('call %i is answered with %i and %s', async (position, status, member) => {
  const response = await run(calls[position] ?? '');

  expect(response.status).toBe(status);
  expect(await response.json()).toHaveProperty(member);
});

test.each(starts)('%s is a way to start', (start) => {
  const { baseUrl, allowedFhirServers } = readSandboxOptions([
    '--sandbox',
    ...start.split(' ').slice(3),
  ]);

  for (const option of [baseUrl, ...allowedFhirServers.map(({ href }) => href)]) {
    if (option !== undefined) expect(start).toContain(option);
  }
});

test.each([['/app/launch.html?launch=x&iss='], ['/app/?iss=']])(
  'the app answers at %s',
  async (path) => {
    const response = await fetch(`${sandbox.url}${path}${sandbox.url}/sandbox/fhir`);

    expect(response.status).toBe(200);
    expect(page).toContain(`${documented}${path.split('=')[0] ?? ''}=`);
  },
);
