/** A link out of the page, with the host it leads to in plain sight. */
import type { ComponentChildren } from 'preact';

interface WebLinkProps {
  readonly url: { readonly href: string; readonly host: string };
  readonly children: ComponentChildren;
}

export function WebLink({ url, children }: WebLinkProps) {
  return (
    <a href={url.href} target="_blank" rel="noopener noreferrer">
      {children} <span class="host">({url.host})</span>
      <span class="visually-hidden">, opens in a new window</span>
    </a>
  );
}
