export { createRecorder, type RecorderOptions } from './create-recorder.js';
export { openStore, type StoreOptions } from './open-store.js';
export { purgeByRetention } from './purge-by-retention.js';
