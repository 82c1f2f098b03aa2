/** The only importer of pino: JSON lines on standard output, restricted to the fields of log-fields.ts. */
import { pino, type DestinationStream } from 'pino';
import { fieldForms, type LogEvent, type LogFields } from './log-fields.js';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

type Log = (event: LogEvent, fields?: LogFields) => void;

export interface Logger {
  readonly debug: Log;
  readonly info: Log;
  readonly warn: Log;
  readonly error: Log;
}

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Standard output by default, line by line. */
  readonly destination?: DestinationStream;
}

/** A write costs as much for many lines as for one. */
const written = { minLength: 4_096, periodicFlush: 50 } as const;

/** Standard output (1) or error (2), written in pieces: a line waits for others for 50 ms at most, and no longer than the process lives. */
export function inPieces(descriptor: 1 | 2): DestinationStream {
  const output = pino.destination({ dest: descriptor, sync: true, ...written });
  process.once('exit', () => {
    try {
      // Once: its `flushSync` tries again for ever when nobody reads or the disk is full, and the process would not end.
      output.flush();
    } catch {
      // Nobody is left to be told.
    }
  });
  return output;
}

/** A logger that writes one JSON line per call: level, time, event and allowed fields in their allowed form. */
export function createLogger({ level, destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const sink = destination === undefined ? pino(options) : pino(options, destination);
  const at =
    (method: Exclude<LogLevel, 'silent'>): Log =>
    (event, fields = {}) => {
      sink[method]({ event, ...allowedFields(fields) });
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

const forms = Object.entries(fieldForms) as [keyof LogFields, FieldForm][];

function allowedFields(fields: LogFields): LogFields {
  const allowed: Record<string, unknown> = {};
  for (const [name, form] of forms) {
    const value = fields[name];
    if (value !== undefined && isOfForm(value, form)) allowed[name] = value;
  }
  return allowed;
}

type FieldForm = (typeof fieldForms)[keyof LogFields];

function isOfForm(value: unknown, form: FieldForm): boolean {
  if (form === 'number') return Number.isFinite(value);
  if (form === 'boolean') return typeof value === 'boolean';
  return typeof value === 'string' && form.test(value);
}
