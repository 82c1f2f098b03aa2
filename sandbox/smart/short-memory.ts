/** Remembers the newest values, each for a while: what strangers can make the sandbox keep has an end. */

export interface ShortMemory<Value> {
  /** Pushes the oldest out when it is full. */
  readonly keep: (key: string, value: Value, lifeMs: number) => void;
  /** undefined when it was never there, has been pushed out, or is too old. */
  readonly find: (key: string) => Value | undefined;
  readonly forget: (key: string) => void;
}

export interface ShortMemoryOptions {
  readonly capacity: number;
  readonly now: () => Date;
}

export function createShortMemory<Value>(options: ShortMemoryOptions): ShortMemory<Value> {
  const { capacity, now } = options;
  const values = new Map<string, { readonly value: Value; readonly endsMs: number }>();
  return {
    keep: (key, value, lifeMs) => {
      // Set anew, so that the order is that of keeping.
      values.delete(key);
      values.set(key, { value, endsMs: now().getTime() + lifeMs });
      for (const oldest of values.keys()) {
        if (values.size <= capacity) break;
        values.delete(oldest);
      }
    },
    find: (key) => {
      const kept = values.get(key);
      return kept !== undefined && kept.endsMs > now().getTime() ? kept.value : undefined;
    },
    forget: (key) => {
      values.delete(key);
    },
  };
}
