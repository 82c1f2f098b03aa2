import type { TokenUse } from '../../model/audit.js';

export interface TokenMemory {
  /** Remembers the use unless it is there already (used) or there is no room for it (full). */
  readonly claim: (use: TokenUse, at: Date) => 'first' | 'used' | 'full';
}

const sweepEveryMs = 10_000;

/** Uses of tokens in the memory of this process: at most `maxUses`, each until it expires. */
export function createTokenMemory(maxUses: number): TokenMemory {
  const expiryByKey = new Map<string, number>();
  let nextSweep = -Infinity;

  function sweep(at: number): void {
    if (at < nextSweep) {
      return;
    }
    nextSweep = at + sweepEveryMs;
    for (const [key, expiry] of expiryByKey) {
      if (expiry <= at) {
        expiryByKey.delete(key);
      }
    }
  }

  return {
    claim: (use, at) => {
      sweep(at.getTime());
      if (expiryByKey.has(use.key)) {
        return 'used';
      }
      if (expiryByKey.size >= maxUses) {
        return 'full';
      }
      expiryByKey.set(use.key, Date.parse(use.expiresAt));
      return 'first';
    },
  };
}
