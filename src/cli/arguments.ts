/** The command line, read with Node's own parser. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A mistake in how the command was called; its message is one sentence for the person who typed it. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

const usage = `Usage: nelm-cds <command>

  serve --sandbox            the service with synthetic patients and an embedded FHIR server, for trying out
        [--host 127.0.0.1] [--port 3000] [--base-url URL] [--time-zone ZONE]
        [--allow-fhir-server URL]...   further FHIR servers that requests may name
        [--allow-authorization-server URL]...   of those, where the SMART app signs in
  serve --config FILE        production: authenticated clients, a store; SIGHUP reloads FILE, SIGTERM ends it
  purge --config FILE        removes what is older than the retention in FILE allows
  validate                   checks criteria, fhir-mappings and hooks, with file and line
  explain BUNDLE.json        one patient's facts, criteria and pathways
        [--json] [--at INSTANT] [--time-zone ZONE] [--assume fact=value]... [--edition ID]
  docs [--check]             writes the knowledge as pages to docs/knowledge; --check names those not current
  --help, --version
`;

/** What is to be said of one command; of all where there is none of that name. */
export function usageOf(command: string): string {
  const [title = '', ...lines] = usage.split('\n');
  const isBegin = (line: string): boolean => /^ {2}\S/.test(line);
  const begins = (line: string): boolean => line.startsWith(`  ${command} `);
  let isShown = false;
  const own = lines.filter((line) => {
    if (isBegin(line)) isShown = begins(line);
    return isShown && line !== '';
  });
  return command === '' || own.length === 0 ? usage : [title, '', ...own, ''].join('\n');
}

/** Parses a command's own arguments; unknown ones are usage errors. */
export function readArguments<T extends ParseArgsConfig>(
  config: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(
      error instanceof TypeError ? error.message : 'The arguments cannot be read.',
    );
  }
}

/** An IANA time zone that this Node knows. */
export function readTimeZone(text: string | undefined): string {
  const zone = text ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new UsageError(`--time-zone: "${zone}" is not a time zone such as Europe/Berlin.`);
  }
}
