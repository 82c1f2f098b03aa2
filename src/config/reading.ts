/** What the readers of the parts of a configuration share: where they stand in it, and how they tell what is wrong. */
import type { Path } from '../yaml/yaml-document.js';

/** What is known of the clinical knowledge when the configuration is read; what is missing is not compared. */
export interface KnownNames {
  readonly editions?: readonly string[];
  /** Ids of all orders that the services may suggest. */
  readonly orderIds?: readonly string[];
  /** Topic codes that cards may have. */
  readonly topicCodes?: readonly string[];
  /** Types of the resources that are fetched. */
  readonly resourceTypes?: readonly string[];
}

/** All paths are relative to the part that is being read. */
export interface Reading {
  readonly environment: NodeJS.ProcessEnv;
  /** Folder of the configuration file: relative paths start here. */
  readonly folder: string;
  readonly knowledge?: KnownNames;
  /** Tells what is wrong. The sentence names fields, never what stands in them. */
  readonly problem: (path: Path, message: string) => void;
  /** Tells what is doubtful, but no reason to refuse. */
  readonly warn: (path: Path, message: string) => void;
  /** Whether the schema found nothing wrong with this part or within it. */
  readonly isSound: (path: Path) => boolean;
}

/** The same, for a part below. */
export function below(reading: Reading, path: Path): Reading {
  return {
    ...reading,
    problem: (rest, message) => {
      reading.problem([...path, ...rest], message);
    },
    warn: (rest, message) => {
      reading.warn([...path, ...rest], message);
    },
    isSound: (rest) => reading.isSound([...path, ...rest]),
  };
}

/** What `read` makes of a part; undefined where the part is missing or not sound: then it is not looked into. */
export function readPart<T, R>(
  reading: Reading,
  { path, value }: { readonly path: Path; readonly value: () => T | undefined },
  read: (value: T, reading: Reading) => R,
): R | undefined {
  const part = reading.isSound(path) ? value() : undefined;
  return part === undefined ? undefined : read(part, below(reading, path));
}
