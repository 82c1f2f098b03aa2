import { authenticationPart } from './authentication.js';
import type { BenchPart } from './bench-context.js';
import { cqlPart } from './cql.js';
import { evaluationPart } from './evaluation.js';
import { growthPart } from './growth.js';
import { fetchPart } from './fetch.js';
import { memoryPart } from './memory.js';
import { prefetchPart } from './prefetch.js';
import { startPart } from './start.js';

/** In the order in which they run. */
export const benchParts: readonly BenchPart[] = [
  prefetchPart,
  evaluationPart,
  growthPart,
  cqlPart,
  authenticationPart,
  fetchPart,
  memoryPart,
  startPart,
];
