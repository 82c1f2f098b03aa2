/** Finds something out when it is first asked for, and never again: what one evaluation needs many times. */
export function foundOnce<Value>(find: () => Value): () => Value {
  let found: { readonly value: Value } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}
