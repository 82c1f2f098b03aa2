import type { LogFields } from './log-fields.js';

const ownFrame = /\(?(?:file:\/\/)?[^\s()]*?\/((?:src|sandbox)\/[\w./-]+:\d+:\d+)\)?$/;

/**
 * Where an unexpected error comes from, for the log: its class and the first frame in our own code. Its message is
 * left out, since it may quote a chart.
 */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return {};
  const frames = (error.stack ?? '').replace(`${error.name}: ${error.message}`, '').split('\n');
  const at = frames
    .filter((frame) => frame.startsWith('    at '))
    .map((frame) => ownFrame.exec(frame)?.[1])
    .find((frame) => frame !== undefined);
  return { errorName: error.name, ...(at !== undefined && { at }) };
}
