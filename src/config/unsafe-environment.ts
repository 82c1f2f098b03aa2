/**
 * The FHIR client prints whole FHIR answers when the DEBUG variable enables it.
 * Returns a sentence that says so, or undefined when the environment is safe to serve in.
 */
export function unsafeEnvironment(
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const names = (environment['DEBUG'] ?? '').split(/[\s,]+/);
  const printsCharts = names.some((name) => name === '*' || name.startsWith('fhir-kit-client'));
  return printsCharts
    ? 'DEBUG would print patient data from FHIR answers; unset it or narrow it, then start again.'
    : undefined;
}
