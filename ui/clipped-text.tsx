/** Text of any length: a long one is clipped until somebody wants all of it. */
import { useState } from 'preact/hooks';

interface ClippedTextProps {
  readonly text: string;
  readonly maxCharacters?: number;
}

export function ClippedText({ text, maxCharacters = 280 }: ClippedTextProps) {
  const [isWhole, setWhole] = useState(false);
  // Isolated: text written from right to left must not turn round what stands beside it.
  if (text.length <= maxCharacters) return <bdi>{text}</bdi>;
  return (
    <>
      <bdi>{isWhole ? text : `${text.slice(0, maxCharacters)}…`}</bdi>{' '}
      <button
        type="button"
        class="inline"
        aria-expanded={isWhole}
        onClick={() => {
          setWhole(!isWhole);
        }}
      >
        {isWhole ? 'Show less' : `Show all ${text.length} characters`}
      </button>
    </>
  );
}
