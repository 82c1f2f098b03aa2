// Builds a folder beside the one it replaces and swaps it in whole, so that nobody reads half a build.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';

/** `build` fills the folder it is given; when it fails, the old one stays. */
export async function swapIn(destination, build) {
  const fresh = `${destination}-${process.pid}`;
  try {
    mkdirSync(fresh, { recursive: true });
    await build(fresh);
    const old = `${fresh}-old`;
    if (existsSync(destination)) renameSync(destination, old);
    renameSync(fresh, destination);
    rmSync(old, { recursive: true, force: true });
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}
