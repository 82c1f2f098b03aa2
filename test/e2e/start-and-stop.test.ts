/** The built command, started as an operator would: what it says when something is wrong, and how it stops. */
import { spawn, type ChildProcess } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
  readFileSync,
  symlinkSync,
  existsSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/package-root.js';
import { buildCommand } from '../support/built-command.js';

const root = packageRoot();
const children: ChildProcess[] = [];

beforeAll(buildCommand, 120_000);

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(
  args: readonly string[],
  folder = root,
): { child: ChildProcess; ended: Promise<Ended>; until: (text: string) => Promise<string> } {
  const child = spawn(process.execPath, [join(folder, 'bin/nelm-cds.js'), ...args], {
    cwd: folder,
  });
  children.push(child);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    }),
  );
  const until = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (stdout.includes(text)) resolve(stdout);
      };
      child.stdout.on('data', look);
      void ended.then(() => {
        reject(new Error(`ended: ${stderr}`));
      });
    });
  return { child, ended, until };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A copy of the package that can be broken. */
function copyOfPackage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nelm-cds-'));
  for (const part of [
    'bin',
    'dist',
    'criteria',
    'fhir-mappings',
    'hooks',
    'schemas',
    'package.json',
  ]) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

describe('serve --sandbox', () => {
  test('says where it listens, that it has no authentication, and a command that yields cards', async () => {
    const port = await freePort();
    const { child, ended, until } = start(['serve', '--sandbox', '--port', String(port)]);
    const banner = await until('Try a card');

    expect(banner).toContain('NO AUTHENTICATION');
    expect(banner).toContain(`http://127.0.0.1:${port}/sandbox/`);
    const body = /-d '(.*)'/.exec(banner)?.[1] ?? '';
    const response = await fetch(`http://127.0.0.1:${port}/cds-services/nelm-patient-view`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const { cards } = (await response.json()) as { cards: unknown[] };
    expect(cards.length).toBeGreaterThan(0);

    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });

  test('warns loudly when other machines can reach it', async () => {
    const port = await freePort();
    const { until } = start(['serve', '--sandbox', '--host', '0.0.0.0', '--port', String(port)]);
    expect(await until('Try a card')).toContain('WARNING: listening on 0.0.0.0');
  });

  test('started twice on one port, the second says so and ends', async () => {
    const port = await freePort();
    const first = start(['serve', '--sandbox', '--port', String(port)]);
    await first.until('Try a card');
    const { code, stderr } = await start(['serve', '--sandbox', '--port', String(port)]).ended;

    expect(code).toBe(1);
    expect(stderr).toContain(`port ${port} on 127.0.0.1 is already in use`);
  });

  test('killed and restarted at once, it serves again', async () => {
    const port = await freePort();
    const first = start(['serve', '--sandbox', '--port', String(port)]);
    await first.until('Try a card');
    first.child.kill('SIGKILL');
    await first.ended;
    const second = start(['serve', '--sandbox', '--port', String(port)]);
    expect(await second.until('Try a card')).toContain('nelm-cds SANDBOX');
  });
});

describe('refusals', () => {
  test.each([
    [['serve'], 'serve needs --sandbox or --config FILE'],
    [['serve', '--sandbox', '--port', 'abc'], '"abc" is not a port number'],
    [['serve', '--sandbox', '--time-zone', 'Mars/Olympus'], 'is not a time zone'],
    [['serve', '--sandbox', '--colour'], "Unknown option '--colour'"],
    [['explain'], 'explain needs one file'],
    [['explain', 'no-such-file.json'], 'no-such-file.json cannot be read'],
    [['dance'], 'There is no command "dance"'],
    [[], 'A command is missing'],
  ])('nelm-cds %j', async (args, sentence) => {
    const { code, stderr } = await start(args).ended;
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });

  test('a broken knowledge file is named with line and column, and nothing starts', async () => {
    const folder = copyOfPackage();
    const file = join(folder, 'criteria/review-2016/radionuclide/prrt/pathway.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('role: inclusion', 'role: inklusion'));

    const served = await start(['serve', '--sandbox', '--port', '0'], folder).ended;
    const validated = await start(['validate'], folder).ended;

    expect(served.code).toBe(78);
    expect(served.stderr).toMatch(
      /criteria\/review-2016\/radionuclide\/prrt\/pathway\.yaml:\d+:\d+: /,
    );
    expect(validated.code).toBe(1);
    expect(validated.stderr).toContain('inclusion');
    rmSync(folder, { recursive: true });
  });

  test('an unbuilt package says how to build it', async () => {
    const folder = copyOfPackage();
    rmSync(join(folder, 'dist'), { recursive: true });
    const { code, stderr } = await start(['serve', '--sandbox'], folder).ended;
    expect(code).toBe(1);
    expect(stderr).toContain('npm run build');
    expect(existsSync(join(folder, 'dist'))).toBe(false);
    rmSync(folder, { recursive: true });
  });
});
