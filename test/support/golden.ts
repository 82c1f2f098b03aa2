/** Compares text with a reviewed file. `UPDATE_GOLDEN=1` writes the file instead, but never in CI. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface GoldenEnvironment {
  readonly UPDATE_GOLDEN?: string | undefined;
  readonly CI?: string | undefined;
}

/**
 * Fails where `actual` differs from the file or the file does not exist.
 * Throws a plain sentence when asked to update in CI.
 */
export function expectGolden(
  path: string,
  actual: string,
  environment: GoldenEnvironment = process.env,
): void {
  const wantsUpdate = environment.UPDATE_GOLDEN === '1';
  if (wantsUpdate && (environment.CI ?? '') !== '') {
    throw new Error(
      'Golden files are not updated in CI: run with UPDATE_GOLDEN=1 locally and review the change.',
    );
  }
  if (wantsUpdate) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
    return;
  }
  if (!existsSync(path)) {
    throw new Error(
      `There is no golden file ${path}: create it with UPDATE_GOLDEN=1 and review it.`,
    );
  }
  expect(actual).toBe(readFileSync(path, 'utf8'));
}
