/** What all parts of an open chart share. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Evidence } from '../../../src/model/values.js';
import type { Evaluation } from '../evaluation/evaluation.js';
import type { Vocabulary } from '../evaluation/vocabulary.js';

export interface SourceRequest {
  readonly title: string;
  readonly evidence: readonly Evidence[];
}

export interface Session {
  readonly vocabulary: Vocabulary;
  /** As shown: with the assumptions, if there are any. */
  readonly evaluation: Evaluation;
  /** From the record alone. */
  readonly record: Evaluation;
  readonly openSource: (request: SourceRequest) => void;
}

export class SessionMissing extends Error {}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new SessionMissing('Shown outside an open chart.');
  return session;
}
