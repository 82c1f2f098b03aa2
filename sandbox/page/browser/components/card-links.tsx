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
  const [attempt, start] = useAttempt<string>();
  const launch = (open: (address: string) => void) => {
    void start(async () => {
      const address = await prepareLaunch(http, chart, link);
      open(address);
      return address;
    });
  };
  return (
    <div class="row">
      <button
        type="button"
        disabled={attempt.kind === 'busy'}
        onClick={() => {
          launch((address) => {
            onOpenApp({ label: link.label, address });
          });
        }}
      >
        {link.label}
      </button>
      <button
        type="button"
        class="plain"
        disabled={attempt.kind === 'busy'}
        onClick={() => {
          launch((address) => {
            window.open(address, '_blank', 'noopener,noreferrer');
          });
        }}
      >
        In a new window<span class="visually-hidden">: {link.label}</span>
      </button>
      <p role="status" class={attempt.kind === 'failed' ? 'notice problem' : 'news'}>
        {attempt.kind === 'failed' && attempt.reason}
      </p>
    </div>
  );
}
