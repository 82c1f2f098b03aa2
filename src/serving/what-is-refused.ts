import { ConfigurationError } from '../errors/configuration-error.js';
import { DefinitionError } from '../errors/definition-error.js';

/** What a reload that did not come about found wrong: a file of ours, or nothing that anyone can mend there. */
export function whatIsRefused(error: unknown): 'knowledge' | 'configuration' | 'fault' {
  if (error instanceof DefinitionError) return 'knowledge';
  return error instanceof ConfigurationError ? 'configuration' : 'fault';
}
