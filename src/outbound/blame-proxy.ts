import type { Dispatcher } from 'undici';
import { forwardTo } from './forward-handler.js';
import { OutboundError } from './outbound-error.js';

/** For the connections to the proxy itself: what fails there is not the failure of the server behind it. */
export const blameProxy: Dispatcher.DispatcherComposeInterceptor =
  (dispatch) => (options, handler) => {
    const fail = (controller: Dispatcher.DispatchController): void => {
      handler.onResponseError?.(controller, new OutboundError('proxy'));
    };
    const onRequestUpgrade: Dispatcher.DispatchHandler['onRequestUpgrade'] = (...given) => {
      const [controller, status, , socket] = given;
      if (status === 200) {
        handler.onRequestUpgrade?.(...given);
        return;
      }
      // Nobody else listens to a socket that no tunnel was made of.
      socket.on('error', () => undefined).destroy();
      fail(controller);
    };
    return dispatch(options, forwardTo(handler, { onRequestUpgrade, onResponseError: fail }));
  };
