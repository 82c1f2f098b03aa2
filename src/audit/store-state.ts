/** Whether the last attempt to reach the store succeeded, and how many failed since. */
export interface StoreState {
  readonly isUp: () => boolean;
  readonly failuresInARow: () => number;
  readonly succeeded: () => void;
  readonly failed: () => void;
}

/** Starts as up; `onChange` is called on every change. */
export function createStoreState(onChange: (isUp: boolean) => void): StoreState {
  let failures = 0;
  return {
    isUp: () => failures === 0,
    failuresInARow: () => failures,
    succeeded: () => {
      const wasUp = failures === 0;
      failures = 0;
      if (!wasUp) onChange(true);
    },
    failed: () => {
      failures += 1;
      if (failures === 1) onChange(false);
    },
  };
}
