import type { Store, TokenUse } from '../model/audit.js';

interface Claim {
  readonly use: TokenUse;
  readonly resolve: (isFirst: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Claims that come in one turn of the event loop are written together: a transaction costs far more than a row. When it
 * fails, it fails for all of them. `claimAll` gives the keys that were new.
 */
export function createTokenClaims(
  claimAll: (uses: readonly TokenUse[]) => Promise<readonly string[]>,
): Store['claimToken'] {
  let waiting: Claim[] = [];

  async function writeWaiting(): Promise<void> {
    const claims = waiting;
    waiting = [];
    try {
      const claimed = new Set(await claimAll(claims.map(({ use }) => use)));
      // Of two claims of one token, the first takes it out of the set.
      for (const { use, resolve } of claims) resolve(claimed.delete(use.key));
    } catch (error) {
      for (const { reject } of claims) reject(error);
    }
  }

  return (use) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(() => void writeWaiting());
      waiting.push({ use, resolve, reject });
    });
}
