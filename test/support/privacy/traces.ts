/** Strings that must leave no trace, and the search for them in whatever form they may have taken on. */

/** Part of every marker. Small letters, so that it may stand in host names too. */
const core = 'qzxmark';

/** A string that stands for something of a patient, a user or a secret: letters, digits and hyphens. */
export function marker(what: string): string {
  return `${core}-${what}`;
}

/** Forms of the core that do not depend on what stands around it. */
const needles: readonly string[] = [
  core,
  Buffer.from(core).toString('hex'),
  Buffer.from(core, 'utf16le').toString('latin1'),
];
const encodedNeedles: readonly string[] = [0, 1, 2].map((offset) => base64Core(offset));

/** The characters of base64 that stand for the core alone when `offset` bytes come before it. */
function base64Core(offset: number): string {
  const text = Buffer.from(`${' '.repeat(offset)}${core}`).toString('base64');
  const first = Math.ceil((offset * 8) / 6);
  const end = Math.floor(((offset + core.length) * 8) / 6);
  return text.slice(first, end);
}

export interface TraceSearch {
  /** Something without the core that must not be seen either: segments of tokens, dates, numbers. */
  readonly add: (...secrets: readonly string[]) => void;
  /** What of all this is found in a text, each with what stands around it. */
  readonly find: (text: string) => readonly string[];
}

export function createTraceSearch(): TraceSearch {
  const secrets = new Set<string>();
  return {
    add: (...more) => {
      for (const secret of more) if (secret.length >= 8) secrets.add(secret);
    },
    find: (text) => {
      const small = text.toLowerCase();
      return [
        ...needles.flatMap((needle) => around(small, needle)),
        ...encodedNeedles.flatMap((needle) => around(text, needle)),
        ...[...secrets].flatMap((secret) => around(text, secret)),
      ];
    },
  };
}

function around(text: string, needle: string): readonly string[] {
  const index = text.indexOf(needle);
  return index < 0 ? [] : [text.slice(Math.max(0, index - 80), index + needle.length + 40)];
}
