/** Places in the bundled command as places in its sources, by the maps that lie beside it. */
import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { fileURLToPath } from 'node:url';

const bundledFrame = /((?:file:\/\/)?\/[^\s()]*?\/dist\/command\/[\w-]+\.js):(\d+):(\d+)\)?$/;

/** Each is read when the first error has to be placed, and kept: there are as many as the command has parts. */
const maps = new Map<string, SourceMap | undefined>();

/** The frame of a stack with its place in the sources; as it is where it lies in no bundle, or no map is there. */
export function sourcePlace(frame: string): string {
  const [, file, line, column] = bundledFrame.exec(frame) ?? [];
  if (file === undefined) return frame;
  const entry = mapOf(file)?.findEntry(Number(line) - 1, Number(column) - 1);
  return entry === undefined || !('originalSource' in entry)
    ? frame
    : `    at ${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}

function mapOf(address: string): SourceMap | undefined {
  const file = address.startsWith('file:') ? fileURLToPath(address) : address;
  if (!maps.has(file)) maps.set(file, readMap(`${file}.map`));
  return maps.get(file);
}

function readMap(file: string): SourceMap | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload);
  } catch {
    // A damaged map must not hide the error that was to be placed.
    return undefined;
  }
}
