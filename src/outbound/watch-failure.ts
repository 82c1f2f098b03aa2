import type { Dispatcher } from 'undici';
import type { OutboundFailure } from '../model/outbound.js';
import { failureOf, failureOfStatus } from './failure-of.js';
import { forwardTo } from './forward-handler.js';

export interface WatchedDispatcher {
  readonly dispatcher: Dispatcher;
  /** Why the request failed, by its way or its status; undefined when it did not, or could not be built. */
  readonly failure: () => OutboundFailure | undefined;
}

/** For one request: what went wrong on the connection, which `fetch` hides or tells differently from version to version. */
export function watchFailure(dispatcher: Dispatcher): WatchedDispatcher {
  let failure: OutboundFailure | undefined;
  const watch: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
    const onResponseStart: Dispatcher.DispatchHandler['onResponseStart'] = (...given) => {
      const [, status] = given;
      failure ??= failureOfStatus(status);
      handler.onResponseStart?.(...given);
    };
    const onResponseError: Dispatcher.DispatchHandler['onResponseError'] = (controller, error) => {
      // A status says more than how its body ended.
      failure ??= failureOf(error);
      handler.onResponseError?.(controller, error);
    };
    try {
      return dispatch(options, forwardTo(handler, { onResponseStart, onResponseError }));
    } catch (error) {
      failure ??= failureOf(error);
      throw error;
    }
  };
  return { dispatcher: dispatcher.compose(watch), failure: () => failure };
}
