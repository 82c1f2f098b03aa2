/** The addresses of one server: as configured, and as a client on this machine names it. */
import type { Request } from 'express';
import { isSameServer } from '../loopback.js';

function baseAsCalled(request: Request): string {
  return `${request.protocol}://${request.get('host') ?? ''}${request.baseUrl}`;
}

/** Bases under which an absolute reference is one of ours. */
export function ownBases(request: Request, baseUrl: string): readonly string[] {
  return [baseUrl, baseAsCalled(request)];
}

/**
 * The base that answers name. A client that came by another name of this machine gets its own back: it takes links to
 * another origin for those of another server.
 */
export function shownBase(request: Request, baseUrl: string): string {
  const called = baseAsCalled(request);
  const isOurs = URL.canParse(called) && isSameServer(new URL(called), new URL(baseUrl));
  return isOurs ? called : baseUrl;
}
