/** Builds DOM nodes. Text is always text: nothing on this page is ever parsed as HTML. */

/**
 * An element with properties (`className`, `onclick` …; names with a dash become attributes) and children
 * (nodes or strings; undefined is left out).
 */
export function element(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    if (key.includes('-') || key === 'role') node.setAttribute(key, value);
    else node[key] = value;
  }
  node.append(...children.flat().filter((child) => child !== undefined));
  return node;
}

/** A link to another site or page; undefined unless the address is http or https. */
export function externalLink(address, ...children) {
  const protocol = URL.canParse(address) ? new URL(address).protocol : '';
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  return element('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, ...children);
}
