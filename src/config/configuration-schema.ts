/** Checks a configuration against its schema and fills in the defaults, which are stated there and nowhere else. */
import type { ErrorObject } from 'ajv';
import type { Path } from '../yaml/yaml-document.js';
import type { ConfigurationFile } from './configuration-file.js';
import { configurationValidator } from './configuration-validator.js';

export interface CheckedFile {
  /** With defaults. Only its sound parts have the type. */
  readonly file: ConfigurationFile;
  readonly errors: readonly ErrorObject[];
  readonly isSound: (path: Path) => boolean;
}

/** Takes a copy of its own: defaults are written into it. */
export function checkAgainstSchema(value: unknown): CheckedFile {
  const validate = configurationValidator();
  validate(value);
  const errors = validate.errors ?? [];
  return { file: value as ConfigurationFile, errors, isSound: soundness(errors) };
}

/** A field that is not known harms no other; a part of the wrong type has no sound parts. */
function soundness(errors: readonly ErrorObject[]): (path: Path) => boolean {
  const telling = errors.filter(({ keyword }) => keyword !== 'additionalProperties');
  return (path) => {
    const at = path.map((step) => `/${step}`).join('');
    return !telling.some(
      ({ instancePath, keyword }) =>
        `${instancePath}/`.startsWith(`${at}/`) ||
        (keyword === 'type' && `${at}/`.startsWith(`${instancePath}/`)),
    );
  };
}
