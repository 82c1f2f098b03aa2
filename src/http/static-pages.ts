/** Pages built for browsers, held in memory: nothing that a request names ever becomes a file name. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';

export interface StaticFile {
  readonly mediaType: string;
  readonly content: Buffer;
  readonly gzipped: Buffer;
  /** Named after its content, so a copy never goes out of date. */
  readonly isImmutable: boolean;
}

/** By path below the folder, with slashes: `index.html`, `assets/index-3f2a.js`. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

const mediaTypes = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.md', 'text/markdown; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
]);

/** Reads a folder of `dist/pages`; undefined where the pages have not been built. */
export function readStaticFiles(folder: string): StaticFiles | undefined {
  const names = namesBelow(folder);
  if (names === undefined) return undefined;
  return new Map(names.map((name) => [name, readStaticFile(folder, name)]));
}

function namesBelow(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && mediaTypes.has(extname(entry.name)))
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .map((name) => name.replaceAll('\\', '/'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function readStaticFile(folder: string, name: string): StaticFile {
  const content = readFileSync(join(folder, name));
  return {
    mediaType: mediaTypes.get(extname(name)) ?? 'application/octet-stream',
    content,
    gzipped: gzipSync(content),
    isImmutable: name.startsWith('assets/'),
  };
}

/** Sends a file of the pages; the caller has set the Content-Security-Policy. */
export function sendStaticFile(request: Request, response: Response, file: StaticFile): void {
  response.setHeader('Content-Type', file.mediaType);
  response.setHeader(
    'Cache-Control',
    file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-store',
  );
  response.setHeader('Vary', 'Accept-Encoding');
  if (request.acceptsEncodings('gzip') === false) {
    response.send(file.content);
    return;
  }
  response.setHeader('Content-Encoding', 'gzip');
  response.send(file.gzipped);
}
