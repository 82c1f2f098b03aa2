import type { LogFields } from './log-fields.js';
import { sourcePlace } from './source-place.js';

const ownFrame = /\(?(?:file:\/\/)?[^\s()]*?\/((?:src|sandbox)\/[\w./-]+:\d+:\d+)\)?$/;

/**
 * Where an unexpected error comes from, for the log: its class and the first frame in our own code. Its message is
 * left out, since it may quote a chart.
 */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return {};
  const frames = framesOf(error);
  const at = frames
    .filter((frame) => frame.startsWith('    at '))
    .map(sourcePlace)
    .filter((frame) => !frame.includes('/node_modules/'))
    .map((frame) => ownFrame.exec(frame)?.[1])
    .find((frame) => frame !== undefined);
  return { errorName: error.name, ...(at !== undefined && { at }) };
}

/** The lines behind the message, which may have lines of its own that look like frames; none where it was changed. */
function framesOf({ stack = '', message }: Error): readonly string[] {
  const start = stack.indexOf(message);
  return start < 0 ? [] : stack.slice(start + message.length).split('\n');
}
