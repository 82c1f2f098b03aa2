/** Origin and path as the URL parser writes them, without trailing slashes, query and fragment: a base to compare with. */
export function baseOf({ origin, pathname }: URL): string {
  return `${origin}${pathname.replace(/(?<!\/)\/+$/, '')}`;
}

/**
 * Whether an address or path is the base or lies below it: the boundary is a whole part of the path, so that `/fhirs` is
 * not below `/fhir`. Neither has a trailing slash that does not belong to it; an empty base has every path below it.
 */
export function isAtOrBelow(path: string, base: string): boolean {
  return path === base || path.startsWith(`${base}/`);
}
