import type { FhirReader, FhirReading } from '../model/stages.js';

type Answer =
  { readonly outcome: 'answered'; readonly content: unknown } | { readonly outcome: string };

/** A reader over `fetch`, which never rejects. */
export function createReader(
  fetch: (url: URL) => Promise<Answer>,
  close: FhirReader['close'],
): FhirReader {
  const readAnswer: FhirReader['readAnswer'] = async (url) => toReading(await fetch(url));
  return {
    readAnswer,
    read: async (url) => {
      const reading = await readAnswer(url);
      return reading.outcome === 'answered' ? reading.content : undefined;
    },
    close,
  };
}

function toReading(answer: Answer): FhirReading {
  if ('content' in answer) return { outcome: 'answered', content: answer.content };
  const isRefused = answer.outcome === 'unauthorized' || answer.outcome === 'forbidden';
  return { outcome: isRefused ? 'refused' : 'failed' };
}
