import type { ErrorObject } from 'ajv';
import type { DefinitionProblem } from '../errors/definition-error.js';
import { schemaProblems, type MessageOptions } from '../yaml/schema-messages.js';

const secretWords =
  'A secret is never written into the configuration: give { environment: NAME } or { file: PATH }, one of the two.';

/** Schema errors as problems that tell no value. What stands where a secret belongs is not told even as a name. */
export function configurationSchemaProblems(
  errors: readonly ErrorObject[],
  options: Pick<MessageOptions, 'file' | 'locate'>,
): readonly DefinitionProblem[] {
  const ofSecrets = errors.filter(isAboutSecret);
  return [
    ...schemaProblems(
      errors.filter((error) => !ofSecrets.includes(error)),
      { ...options, hidesValues: true },
    ),
    ...ofSecrets.map(({ instancePath }) => ({
      file: options.file,
      ...options.locate(instancePath.split('/').slice(1)),
      message: secretWords,
    })),
  ];
}

/** Errors of the group itself: what is wrong with its fields is told as everywhere. */
function isAboutSecret({ parentSchema }: ErrorObject): boolean {
  return parentSchema?.['title'] === 'Secret';
}
