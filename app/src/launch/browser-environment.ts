import type { LaunchEnvironment } from './begin-launch.js';

/** This window. Its storage is touched only when it is needed: a browser may forbid it inside a frame. */
export function browserEnvironment(): LaunchEnvironment {
  return {
    page: new URL(location.href),
    fetch: globalThis.fetch.bind(globalThis),
    storage: {
      getItem: (key) => sessionStorage.getItem(key),
      setItem: (key, value) => {
        sessionStorage.setItem(key, value);
      },
      removeItem: (key) => {
        sessionStorage.removeItem(key);
      },
    },
  };
}
