/** What holds for every request to another server, whichever way it is sent. */
import type { Dispatcher } from 'undici';
import { failureOfStatus } from './failure-of.js';
import { forwardTo } from './forward-handler.js';
import { isForbiddenLiteral } from './guarded-lookup.js';
import { OutboundError } from './outbound-error.js';

/**
 * Refuses hosts that are forbidden IP addresses, and compressed answers: those would unpack to any size after the cap.
 */
export function guardExchange(isPrivate: boolean): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const { hostname } = new URL(options.origin ?? '');
    if (isForbiddenLiteral(hostname, isPrivate)) throw new OutboundError('address');
    const onResponseStart: Dispatcher.DispatchHandler['onResponseStart'] = (...given) => {
      const [controller, status, headers] = given;
      const encoding = headers['content-encoding'] ?? 'identity';
      if (encoding === 'identity') handler.onResponseStart?.(...given);
      else controller.abort(new OutboundError(failureOfStatus(status) ?? 'malformed'));
    };
    return dispatch(options, forwardTo(handler, { onResponseStart }));
  };
}
