/** Ends by an error that nobody catches; the first argument says how. */
import { createLogger } from '../../src/observability/logger.js';
import { logLastWords } from '../../src/serving/last-words.js';

logLastWords(createLogger({ level: 'info', destination: process.stdout }));
const failure = new TypeError('ZZPHI of a chart');
setTimeout(() => {
  if (process.argv[2] === 'rejection') void Promise.reject(failure);
  else throw failure;
}, 0);
