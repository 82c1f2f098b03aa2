/** One card, with what a clinician can do with it. */
import { createResource, sendFeedback } from './ehr-client.js';
import { element, externalLink } from './element.js';
import { renderMarkdown } from './markdown.js';

const indicatorWords = { info: 'Information', warning: 'Warning', critical: 'Critical' };

/** The card as an article. `reopen` calls the service for the same patient again. */
export function cardView(serviceId, card, reopen) {
  const news = element('p', { role: 'status' });
  const view = element(
    'article',
    { className: `card ${card.indicator === 'info' ? 'info' : 'warning'}` },
    element('p', { className: 'indicator' }, indicatorWords[card.indicator] ?? card.indicator),
    element('h3', {}, card.summary),
    ...renderMarkdown(card.detail ?? ''),
    suggestions(serviceId, card, news, reopen),
    links(card.links ?? []),
    dismissal(serviceId, card, news, () => {
      view.classList.add('dismissed');
    }),
    news,
    source(card.source),
  );
  return view;
}

function suggestions(serviceId, card, news, reopen) {
  if (card.suggestions === undefined) return undefined;
  return element(
    'div',
    { className: 'row', role: 'group', 'aria-label': 'Suggestions' },
    card.suggestions.map((suggestion) => {
      const button = element('button', { type: 'button' }, suggestion.label);
      button.onclick = () =>
        act(button, news, async () => {
          const references = [];
          for (const { type, resource } of suggestion.actions) {
            if (type === 'create') references.push(await createResource(resource));
          }
          await sendFeedback(serviceId, card, {
            outcome: 'accepted',
            acceptedSuggestions: [{ id: suggestion.uuid }],
          });
          news.replaceChildren(
            `Stored as ${references.join(', ')} in the sandbox; feedback "accepted" sent. `,
            element('button', { type: 'button', onclick: reopen }, 'Open the chart again'),
          );
        });
      return button;
    }),
  );
}

function links(all) {
  const shown = all.map(({ label, url, type }) =>
    externalLink(url, type === 'smart' ? `${label} (SMART app)` : label),
  );
  const items = shown.filter(Boolean).map((link) => element('li', {}, link));
  return items.length === 0 ? undefined : element('ul', {}, items);
}

function dismissal(serviceId, card, news, onDismissed) {
  const reasons = card.overrideReasons ?? [];
  const select = element(
    'select',
    {},
    element('option', { value: '' }, 'No reason given'),
    reasons.map(({ display, code }, index) =>
      element('option', { value: String(index) }, display ?? code),
    ),
  );
  const button = element('button', { type: 'button' }, 'Dismiss');
  button.onclick = () =>
    act(button, news, async () => {
      const reason = select.value === '' ? undefined : reasons[Number(select.value)];
      await sendFeedback(serviceId, card, {
        outcome: 'overridden',
        ...(reason && { overrideReason: { reason } }),
      });
      select.disabled = true;
      news.textContent = 'Dismissed; feedback "overridden" sent.';
      onDismissed();
    });
  return element(
    'div',
    { className: 'row' },
    reasons.length === 0
      ? undefined
      : element('label', { className: 'stacked' }, 'Reason for dismissing', select),
    button,
  );
}

/** Runs what a button does, once; after a failure it can be tried again. */
async function act(button, news, run) {
  button.disabled = true;
  try {
    await run();
  } catch (error) {
    button.disabled = false;
    news.textContent = `That did not work. ${error.message}`;
  }
}

function source({ label, url, topic }) {
  return element(
    'p',
    { className: 'quiet' },
    'Source: ',
    (url && externalLink(url, label)) ?? label,
    topic ? ` · topic ${topic.code}` : undefined,
  );
}
