import { existsSync } from 'node:fs';
import { openStore, purgeByRetention } from '../audit/index.js';
import { loadConfiguration } from '../config/load-configuration.js';
import { readArguments, UsageError } from './arguments.js';
import type { CommandContext } from './command-context.js';
import { exitCodes } from './exit-codes.js';

/**
 * `nelm-cds purge --config FILE`: removes what is older than the retention of the configuration allows; the service may
 * be running. It does the same by itself once a day. A store that does not exist is not made. Rejects with ConfigurationError or StoreError.
 */
export async function purgeCommand(
  args: readonly string[],
  { environment, now, print, printError }: CommandContext,
): Promise<number> {
  const { values } = readArguments({ args: [...args], options: { config: { type: 'string' } } });
  if (values.config === undefined) throw new UsageError('purge needs --config FILE.');
  const { store: settings } = loadConfiguration(values.config, { environment });
  if (settings.kind === 'sqlite' && !existsSync(settings.file)) {
    printError(`nelm-cds: the store cannot be used: the file ${settings.file} does not exist.`);
    return exitCodes.store;
  }
  const store = await openStore(settings);
  try {
    const removed = await purgeByRetention(store, settings.retention, now());
    print(
      `Removed: ${removed.issuedCards} issued cards, ${removed.feedback} items of feedback, ` +
        `${removed.calls} calls, ${removed.tokenUses} expired token uses.`,
    );
  } finally {
    await store.close();
  }
  return 0;
}
