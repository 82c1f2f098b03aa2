/** What commands need of the process around them. */
export interface CommandContext {
  /** Where criteria/, fhir-mappings/, hooks/ and schemas/ are. */
  readonly root: string;
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Name and version. */
  readonly software: string;
  readonly color: boolean;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
  /** Runs the server until it is stopped. */
  readonly serve: (args: readonly string[]) => Promise<number>;
}
