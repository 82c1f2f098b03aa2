/** Which registered client a token claims to be of. Nothing is proven yet: all else is checked against it alone. */
import type { ClientAuthentication } from '../../model/configuration.js';
import { refuse } from './refuse.js';

/** What authentication has to know of a client. */
export interface AuthenticatedClient {
  readonly id: string;
  readonly authentication: ClientAuthentication;
}

/**
 * The client whose issuer, and tenant where it takes one to tell clients apart, is literally that of the claims. A
 * client that shares its issuer and has no tenant is chosen by tokens without one.
 * Throws NOT_AUTHENTICATED: claims, unknown-issuer or unknown-tenant.
 */
export function selectClient<Client extends AuthenticatedClient>(
  clients: readonly Client[],
  claims: Readonly<Record<string, unknown>>,
): Client {
  const issuer = claims['iss'];
  if (typeof issuer !== 'string') {
    throw refuse('claims');
  }
  const ofIssuer = clients.filter((client) => client.authentication.issuer === issuer);
  const [first, second] = ofIssuer;
  if (first === undefined) {
    throw refuse('unknown-issuer');
  }
  if (second === undefined && first.authentication.tenant === undefined) {
    return first;
  }
  const ofTenant = ofIssuer.filter((client) => client.authentication.tenant === claims['tenant']);
  const [selected, other] = ofTenant;
  if (selected === undefined || other !== undefined) {
    throw refuse('unknown-tenant');
  }
  return selected;
}
