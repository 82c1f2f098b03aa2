import type { CardPresentation } from '../model/configuration.js';
import { didYouMean } from '../yaml/similar-name.js';
import type { PresentationFile } from './configuration-file.js';
import type { Reading } from './reading.js';

/** Checks how cards are shaped for a client against the orders and topics that there are. */
export function readPresentation(
  { topicCodes, orderCodes, ...rest }: PresentationFile,
  reading: Reading,
): CardPresentation {
  checkTopics(topicCodes, reading);
  warnOfSharedTopics(topicCodes, reading);
  checkOrders(orderCodes, reading);
  if (rest.orderDetail === 'preference-list') checkPreferenceList(orderCodes, reading);
  return {
    ...rest,
    topicCodes: new Map(Object.entries(topicCodes)),
    actionCodes: new Map(Object.entries(orderCodes)),
  };
}

function checkTopics(topicCodes: PresentationFile['topicCodes'], reading: Reading): void {
  const known = reading.knowledge?.topicCodes;
  if (known === undefined) return;
  for (const topic of Object.keys(topicCodes).filter((name) => !known.includes(name))) {
    const message = `No card has the topic \`${topic}\`${didYouMean(topic, known)}`;
    reading.problem(['topicCodes', topic], message);
  }
}

function warnOfSharedTopics(topicCodes: PresentationFile['topicCodes'], reading: Reading): void {
  const codes = Object.values(topicCodes).map(({ code }) => code);
  for (const [index, topic] of Object.keys(topicCodes).entries()) {
    if (!codes.slice(0, index).some((code) => code === codes[index])) continue;
    reading.warn(
      ['topicCodes', topic],
      'An earlier topic has the same code: users who dismiss one of the two would see neither.',
    );
  }
}

function checkOrders(orderCodes: PresentationFile['orderCodes'], reading: Reading): void {
  const known = reading.knowledge?.orderIds;
  if (known === undefined) return;
  for (const order of Object.keys(orderCodes).filter((name) => !known.includes(name))) {
    const message = `There is no order \`${order}\`${didYouMean(order, known)}`;
    reading.problem(['orderCodes', order], message);
  }
}

function checkPreferenceList(orderCodes: PresentationFile['orderCodes'], reading: Reading): void {
  const missing = (reading.knowledge?.orderIds ?? []).filter(
    (id) => !Object.hasOwn(orderCodes, id),
  );
  if (missing.length > 0) {
    reading.problem(
      ['orderCodes'],
      `With \`orderDetail: preference-list\` every order needs its code of the client, or \`omit\`; without: ${missing.join(', ')}.`,
    );
  }
  for (const [order, codes] of Object.entries(orderCodes)) {
    if (codes === 'omit' || codes.length === 1) continue;
    const message = `With \`orderDetail: preference-list\` \`${order}\` must have exactly one code.`;
    reading.problem(['orderCodes', order], message);
  }
}
