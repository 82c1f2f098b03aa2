import type { Dispatcher } from 'undici';

type Handler = Dispatcher.DispatchHandler;

/** A handler that passes everything on to another one, but for what is overridden. */
export function forwardTo(handler: Handler, overrides: Partial<Handler>): Handler {
  return {
    onRequestStart: (...given) => handler.onRequestStart?.(...given),
    onRequestUpgrade: (...given) => handler.onRequestUpgrade?.(...given),
    onResponseStart: (...given) => handler.onResponseStart?.(...given),
    onResponseData: (...given) => handler.onResponseData?.(...given),
    onResponseEnd: (...given) => handler.onResponseEnd?.(...given),
    onResponseError: (...given) => handler.onResponseError?.(...given),
    ...overrides,
  };
}
