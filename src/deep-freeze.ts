/** Makes knowledge and configuration unchangeable: all requests share them. */

/** Freezes a value and everything in it; maps refuse to be changed as well. Bytes cannot be frozen and stay as they are. */
export function deepFreeze<T>(value: T): T {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return value;
  if (Object.isFrozen(value) || ArrayBuffer.isView(value)) return value;
  if (value instanceof Map) {
    for (const [key, part] of value as Map<unknown, unknown>) {
      deepFreeze(key);
      deepFreeze(part);
    }
    for (const method of ['set', 'delete', 'clear'] as const) {
      Object.defineProperty(value, method, { value: refuse });
    }
  }
  Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
  return value;
}

function refuse(): never {
  throw new TypeError('What all requests share cannot be changed.');
}
