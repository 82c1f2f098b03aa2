/** Links of a card: pages in a new window, SMART apps launched from here. */
import type { Link } from '../../../../src/model/cds-hooks.js';
import { prepareLaunch, webAddress } from '../calling/card-answers.js';
import { useAttempt } from './attempt.js';
import type { CardProps } from './surroundings.js';
import { useEhr } from './context.js';
import { WebLink } from './web-link.js';

export function CardLinks(props: CardProps) {
  const { links } = props.card;
  if (links.length === 0) return null;
  return (
    <ul class="links" aria-label="Links">
      {links.map((link) => (
        <li key={`${link.type} ${link.url}`}>
          {link.type === 'smart' ? <AppLink link={link} {...props} /> : <PageLink link={link} />}
        </li>
      ))}
    </ul>
  );
}

function PageLink({ link }: { readonly link: Link }) {
  const url = webAddress(link.url);
  if (url === undefined) return <>{link.label} (its address is not one of the web)</>;
  return <WebLink url={url}>{link.label}</WebLink>;
}

function AppLink({ link, chart, onOpenApp }: CardProps & { readonly link: Link }) {
  const { http } = useEhr();
  const [attempt, start] = useAttempt<URL | undefined>();
  const launchHere = async () => {
    onOpenApp({ label: link.label, address: await prepareLaunch(http, chart, link) });
    return undefined;
  };
  const launchInWindow = async () => {
    const address = await prepareLaunch(http, chart, link);
    window.open(address, '_blank', 'noopener,noreferrer');
    return new URL(address);
  };
  return (
    <div class="row">
      <button
        type="button"
        disabled={attempt.kind === 'busy'}
        onClick={() => {
          void start(launchHere);
        }}
      >
        {link.label}
      </button>
      <button
        type="button"
        class="plain"
        disabled={attempt.kind === 'busy'}
        onClick={() => {
          void start(launchInWindow);
        }}
      >
        In a new window<span class="visually-hidden">: {link.label}</span>
      </button>
      <p role="status" class={attempt.kind === 'failed' ? 'notice problem' : 'news'}>
        {attempt.kind === 'failed' && attempt.reason}
        {attempt.kind === 'done' && attempt.result !== undefined && (
          <>
            Opened in a new window. If there is none:{' '}
            <WebLink url={attempt.result}>{link.label}</WebLink>
          </>
        )}
      </p>
    </div>
  );
}
