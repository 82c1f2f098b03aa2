/** A FHIR record as lines of label and text, for people; the record as it is stands beside it. */
import {
  asList,
  asText,
  conceptText,
  isObject,
  quantityText,
  type Resource,
} from '../../../ui/fhir-display.js';

export interface RecordLine {
  readonly label: string;
  readonly text: string;
}

/** Without meaning for a reader, or shown elsewhere. */
const hiddenElements = new Set([
  'resourceType',
  'id',
  'meta',
  'text',
  'contained',
  'implicitRules',
  'subject',
  'patient',
  'extension',
]);
const maxLines = 40;

/** The elements of a record in its own order; never throws. */
export function recordLines(record: Resource): readonly RecordLine[] {
  return Object.entries(record)
    .filter(([name]) => !hiddenElements.has(name) && !name.startsWith('_'))
    .flatMap(([name, value]) => elementLines(labelOf(name), value))
    .slice(0, maxLines);
}

function elementLines(label: string, value: unknown): readonly RecordLine[] {
  const texts = asList(value).flatMap((item) => elementText(item, 0) ?? []);
  return texts.length === 0 ? [] : [{ label, text: texts.join('; ') }];
}

/** Nested parts are read a few steps deep; deeper ones are in the record as it is. */
function elementText(value: unknown, depth: number): string | undefined {
  if (!isObject(value)) return Array.isArray(value) ? undefined : asText(value);
  if (depth > 3) return undefined;
  return knownText(value) ?? partsText(value, depth);
}

function knownText(value: Resource): string | undefined {
  return (
    conceptText(value) ??
    quantityText(value) ??
    periodText(value) ??
    asText(value['display']) ??
    asText(value['reference'])
  );
}

function periodText({ start, end }: Resource): string | undefined {
  const [from, to] = [asText(start), asText(end)];
  if (from === undefined && to === undefined) return undefined;
  return `${from ?? '…'} to ${to ?? '…'}`;
}

function partsText(value: Resource, depth: number): string | undefined {
  const parts = Object.entries(value).flatMap(([name, part]) => {
    const texts = asList(part).flatMap((item) => elementText(item, depth + 1) ?? []);
    return texts.length === 0 ? [] : [`${labelOf(name).toLowerCase()} ${texts.join(', ')}`];
  });
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** `effectiveDateTime` -> `Effective`, `bodySite` -> `Body site`. */
function labelOf(name: string): string {
  const plain = name
    .replace(/(?<=[a-z])(DateTime|Quantity|CodeableConcept|String|Period|Integer|Boolean)$/, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
