/** The names of this machine: a browser may come to the sandbox by any of them. */

/** Whether a host name, as the URL parser writes it, is this machine. */
export function isLoopbackName(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Whether two origins are the same server: equal, or this machine under two names, with one protocol and port. */
export function isSameServer(a: URL, b: URL): boolean {
  if (a.origin === b.origin) return true;
  const areLoopback = isLoopbackName(a.hostname) && isLoopbackName(b.hostname);
  return areLoopback && a.protocol === b.protocol && a.port === b.port;
}
