/** Scopes in the notations of SMART 1 (`patient/Condition.read`) and 2 (`patient/Condition.rs`). */
import { resourceTypes, type Grant, type Interaction } from '../fhir-server/index.js';

const launchScopes = ['launch', 'launch/patient'];
/** Scopes narrowed by a search (`?category=…`) do not match: granting them would grant more than was asked for. */
const resourceScope = /^(patient|user)\/(\*|[A-Z][A-Za-z]{1,63})\.(read|write|\*|c?r?u?d?s?)$/;

/**
 * What is granted of what was asked for: launch contexts, and reading, searching and creating what the sandbox holds.
 * All else is left out, letter by letter.
 */
export function grantedScopes(requested: string): string {
  const scopes = requested.split(' ').map(granted);
  return [...new Set(scopes)].filter((scope) => scope !== '').join(' ');
}

function granted(scope: string): string {
  if (launchScopes.includes(scope)) return scope;
  const [, level, type, permission = ''] = resourceScope.exec(scope) ?? [];
  if (level === undefined || type === undefined) return '';
  if (type !== '*' && !resourceTypes.has(type)) return '';
  if (['read', 'write', '*'].includes(permission)) return scope;
  const letters = permission.replace(/[ud]/g, '');
  return letters === '' ? '' : `${level}/${type}.${letters}`;
}

const letterOf: Readonly<Record<Interaction, string>> = { create: 'c', read: 'r', search: 's' };

function permits(permission: string, interaction: Interaction): boolean {
  if (permission === '*') return true;
  if (permission === 'read') return interaction !== 'create';
  if (permission === 'write') return interaction === 'create';
  return permission.includes(letterOf[interaction]);
}

/** Whose records scopes open for an interaction: `user/` those that the user may see, which is everybody’s here. */
export function reachOf(
  scope: string,
  type: string,
  interaction: Interaction,
): ReturnType<Grant['reach']> {
  const levels = scope.split(' ').flatMap((one) => {
    const [, level = '', named, permission = ''] = resourceScope.exec(one) ?? [];
    const isNamed = named === '*' || named === type;
    return isNamed && permits(permission, interaction) ? [level] : [];
  });
  if (levels.includes('user')) return 'all';
  return levels.includes('patient') ? 'patient' : 'none';
}
