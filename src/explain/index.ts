/** One patient's evaluation made readable, for machines and for people. */
export { renderCardsMarkdown } from './cards-markdown.js';
export { evaluationToJson } from './to-json.js';
export { evaluationToText } from './to-text.js';
