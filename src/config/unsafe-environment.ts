const printers: Readonly<Record<string, (name: string) => boolean>> = {
  // Node.js and undici print addresses, which hold ids of patients, and headers.
  NODE_DEBUG: (name) => /^(\*|undici|fetch|http|net|tls)/i.test(name),
};

/** A sentence on the variable by which libraries would print patient data; undefined when it is safe to serve. */
export function unsafeEnvironment(environment: NodeJS.ProcessEnv): string | undefined {
  const [found] = Object.entries(printers).find(([variable, prints]) =>
    (environment[variable] ?? '').split(/[\s,]+/).some(prints),
  ) ?? [undefined];
  return found === undefined
    ? undefined
    : `${found} would print patient data from FHIR requests or answers; unset it or narrow it, then start again.`;
}
