/**
 * Makes objects that all have the properties that any of the given ones has, in the same order; what one lacks is
 * undefined there. V8 reads a property fast where it meets few shapes (hidden classes) only:
 * https://v8.dev/blog/fast-properties
 */
export function oneShapeOf<Item extends object>(all: readonly Item[]): (item: Item) => Item {
  const names = [...new Set(all.flatMap((item) => Object.keys(item)))];
  // Parsed at once, the properties lie within the object; added one by one, many of them make it a dictionary.
  const blank = JSON.stringify(Object.fromEntries(names.map((name) => [name, null])));
  return (item) => {
    const whole = JSON.parse(blank) as Record<string, unknown>;
    for (const name of names) whole[name] = (item as Readonly<Record<string, unknown>>)[name];
    return whole as Item;
  };
}
