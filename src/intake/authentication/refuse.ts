import { AppError } from '../../errors/app-error.js';
import type { AuthenticationRefusal } from '../../model/authentication.js';

/** NOT_AUTHENTICATED with its reason. It has no cause: errors of the JWT library hold parts of the token. */
export function refuse(reason: AuthenticationRefusal): AppError {
  return new AppError('NOT_AUTHENTICATED', { reason });
}
