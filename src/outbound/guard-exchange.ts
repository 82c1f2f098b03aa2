/** What holds for every request to another server, whichever way it is sent. */
import type { Dispatcher } from 'undici';
import { isForbiddenLiteral } from './guarded-lookup.js';
import { OutboundError } from './outbound-error.js';

/**
 * Refuses hosts that are forbidden IP addresses, answers that redirect, and compressed answers: those would unpack to
 * any size after the cap.
 */
export function guardExchange(isPrivate: boolean): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const { hostname } = new URL(options.origin ?? '');
    if (isForbiddenLiteral(hostname, isPrivate)) throw new OutboundError('address');
    return dispatch(options, {
      onRequestStart: (...given) => handler.onRequestStart?.(...given),
      onRequestUpgrade: (...given) => handler.onRequestUpgrade?.(...given),
      onResponseData: (...given) => handler.onResponseData?.(...given),
      onResponseEnd: (...given) => handler.onResponseEnd?.(...given),
      onResponseError: (...given) => handler.onResponseError?.(...given),
      onResponseStart: (controller, status, headers, message) => {
        const encoding = headers['content-encoding'] ?? 'identity';
        const isRedirect = status >= 300 && status < 400;
        if (encoding !== 'identity' || isRedirect) controller.abort(new OutboundError('answer'));
        else handler.onResponseStart?.(controller, status, headers, message);
      },
    });
  };
}
