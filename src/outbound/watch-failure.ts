import { errors, type Dispatcher } from 'undici';
import { forwardTo } from './forward-handler.js';
import { OutboundError, type OutboundFailure } from './outbound-error.js';

export interface WatchedDispatcher {
  readonly dispatcher: Dispatcher;
  /** Why the request failed on the way; undefined when it did not, or could not be built. */
  readonly failure: () => OutboundFailure | undefined;
}

/** For one request: what went wrong on the connection, which `fetch` hides or tells differently from version to version. */
export function watchFailure(dispatcher: Dispatcher): WatchedDispatcher {
  let failure: OutboundFailure | undefined;
  const watch: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
    const onResponseError: Dispatcher.DispatchHandler['onResponseError'] = (controller, error) => {
      failure = judge(error);
      handler.onResponseError?.(controller, error);
    };
    try {
      return dispatch(options, forwardTo(handler, { onResponseError }));
    } catch (error) {
      failure = judge(error);
      throw error;
    }
  };
  return { dispatcher: dispatcher.compose(watch), failure: () => failure };
}

function judge(error: unknown): OutboundFailure {
  if (error instanceof OutboundError) return error.failure;
  return error instanceof errors.ResponseExceededMaxSizeError ? 'too-large' : 'network';
}
