// Puts compiled validators in place of the modules that would compile them at every start. Same schemas, same options.
import { dirname } from 'node:path';
import { _ } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';

const code = {
  source: true,
  esm: true,
  formats: _`require('ajv-formats/dist/formats.js').fullFormats`,
};

async function messageModule() {
  const { messageAjv, messageSchemas } = await import('../dist/src/intake/message-schema.js');
  return `${standaloneCode.default(messageAjv(code), messageSchemas)}
const validators = { ${Object.keys(messageSchemas).join(', ')} };
export function messageValidator(kind) { return validators[kind]; }`;
}

async function configurationModule() {
  const { configurationAjv, configurationSchema } =
    await import('../dist/src/config/configuration-validator.js');
  return `${standaloneCode.default(configurationAjv(code), { validate: configurationSchema })}
export function configurationValidator() { return validate; }`;
}

const modules = [
  { path: /dist[\\/]src[\\/]intake[\\/]message-schema\.js$/, contents: messageModule },
  {
    path: /dist[\\/]src[\\/]config[\\/]configuration-validator\.js$/,
    contents: configurationModule,
  },
];

/** A plugin of esbuild. */
export const compiledSchemas = {
  name: 'compiled-schemas',
  setup(build) {
    for (const { path, contents } of modules) {
      build.onLoad({ filter: path }, async (file) => ({
        contents: await contents(),
        resolveDir: dirname(file.path),
      }));
    }
  },
};
