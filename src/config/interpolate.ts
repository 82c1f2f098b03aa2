/** `${NAME}` in the texts of a configuration stands for an environment variable; `$${` for `${` itself. */
import type { Path } from '../yaml/yaml-document.js';

export interface Interpolated {
  /** A copy, without any shared part. */
  readonly value: unknown;
  readonly problems: readonly { readonly path: Path; readonly message: string }[];
}

/** Replaces the variables in every text, at any depth; keys stay as they are, and so do texts with a problem. */
export function interpolate(value: unknown, environment: NodeJS.ProcessEnv): Interpolated {
  if (typeof value === 'string') return interpolateText(value, environment);
  if (typeof value !== 'object' || value === null) return { value, problems: [] };
  const isList = Array.isArray(value);
  const parts = Object.entries(value).map(([key, part]) => {
    const step = isList ? Number(key) : key;
    return { step, ...interpolate(part, environment) };
  });
  return {
    value: isList
      ? parts.map((part) => part.value)
      : Object.fromEntries(parts.map((part) => [part.step, part.value])),
    problems: parts.flatMap(({ step, problems }) =>
      problems.map(({ path, message }) => ({ path: [step, ...path], message })),
    ),
  };
}

function interpolateText(text: string, environment: NodeJS.ProcessEnv): Interpolated {
  const messages = new Set<string>();
  const value = text.replace(/\$\$\{|\$\{([^}]*)(\}?)/g, (whole, name = '', end = '') => {
    if (whole === '$${') return '${';
    if (end !== '}' || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(String(name))) {
      messages.add(
        'After `${` must come the name of an environment variable and `}`; `$${` stands for `${` itself.',
      );
      return whole;
    }
    const found = environment[String(name)];
    if (found === undefined)
      messages.add(`The environment variable \`${String(name)}\` is not set.`);
    return found ?? whole;
  });
  return {
    value: messages.size === 0 ? value : text,
    problems: [...messages].map((message) => ({ path: [], message })),
  };
}
