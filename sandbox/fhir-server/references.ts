/** References between resources of this server. https://hl7.org/fhir/R4/references.html#literal */

const idPattern = /^[A-Za-z0-9\-.]{1,64}$/;
const relativePattern =
  /^([A-Z][A-Za-z]{1,63})\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** Whether the text may be a FHIR logical id. */
export function isFhirId(text: string): boolean {
  return idPattern.test(text);
}

export interface LocalReference {
  /** Absent when only an id was given. */
  readonly type?: string;
  readonly id: string;
}

/**
 * Reads `id`, `Type/id` and `base/Type/id` (a trailing version is dropped). `elsewhere` is a well-formed URL that
 * does not lie under one of the bases; undefined is no reference at all.
 */
export function parseReference(
  text: string,
  ownBases: readonly string[],
): LocalReference | 'elsewhere' | undefined {
  const base = ownBases.find((own) => text.startsWith(`${own}/`));
  const local = base === undefined ? text : text.slice(base.length + 1);
  if (base === undefined && /^(?:https?:\/\/|urn:)\S+$/.test(text)) return 'elsewhere';
  if (base === undefined && isFhirId(local)) return { id: local };
  const [, type, id] = relativePattern.exec(local) ?? [];
  return type === undefined || id === undefined ? undefined : { type, id };
}

/** The id in a stored relative reference to a resource of the type. */
export function localIdOf(reference: string | undefined, type: string): string | undefined {
  if (reference?.startsWith(`${type}/`) !== true) return undefined;
  const parsed = parseReference(reference, []);
  return typeof parsed === 'object' ? parsed.id : undefined;
}
