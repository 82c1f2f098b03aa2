/** One card, with what a clinician can do with it. https://cds-hooks.hl7.org/#card-attributes */
import { useState } from 'preact/hooks';
import type { ShownCard, ShownIndicator } from '../calling/service-answer.js';
import { webAddress } from '../calling/card-answers.js';
import { CardLinks } from './card-links.js';
import { Dismissal } from './dismissal.js';
import { MarkdownView } from './markdown-view.js';
import type { CardProps } from './surroundings.js';
import { Suggestions } from './suggestions.js';
import { WebLink } from './web-link.js';

const indicators: Readonly<Record<ShownIndicator, readonly [icon: string, words: string]>> = {
  info: ['i', 'Information'],
  warning: ['!', 'Warning'],
  critical: ['!!', 'Critical'],
};

export function CardView(props: CardProps) {
  const { card } = props;
  const [isDismissed, setDismissed] = useState(false);
  const [icon, words] = indicators[card.indicator];
  return (
    <article class={`card ${isDismissed ? 'dismissed' : card.indicator}`}>
      <p class="indicator">
        <span class="indicator-icon" aria-hidden="true">
          {icon}
        </span>
        {words}
      </p>
      <h3>{card.summary}</h3>
      {!isDismissed && (
        <>
          {card.detail !== undefined && <MarkdownView text={card.detail} />}
          <Suggestions {...props} />
          <CardLinks {...props} />
        </>
      )}
      <Dismissal
        {...props}
        onDismissed={() => {
          setDismissed(true);
        }}
      />
      <Source source={card.source} />
    </article>
  );
}

function Source({ source }: Pick<ShownCard, 'source'>) {
  const url = source.url === undefined ? undefined : webAddress(source.url);
  return (
    <p class="quiet source">
      Source: {url === undefined ? source.label : <WebLink url={url}>{source.label}</WebLink>}
      {source.topic !== undefined && <> · Topic: {source.topic}</>}
    </p>
  );
}
