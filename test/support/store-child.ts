/** A process of its own with the store open: does one thing, prints what came of it, and stays until it is killed. */
import { openStore } from '../../src/audit/index.js';
import type { StoreLocation } from '../../src/model/configuration.js';
import { feedback, tokenUse } from './store-records.js';

const [action, location] = process.argv.slice(2);
const store = await openStore(JSON.parse(location ?? '') as StoreLocation);
const result =
  action === 'claim' ? await store.claimToken(tokenUse) : await store.keepFeedback([feedback]);
process.stdout.write(`${JSON.stringify(result)}\n`);
setInterval(() => undefined, 60_000);
