import type { SourceRequest } from './session.js';
import { useSession } from './session.js';

/** Opens the records behind a value; nothing where there are none. */
export function SourceButton({ title, evidence }: SourceRequest) {
  const { openSource } = useSession();
  if (evidence.length === 0) return null;
  const words = evidence.length === 1 ? 'Source' : `${evidence.length} sources`;
  return (
    <button
      type="button"
      class="small"
      onClick={() => {
        openSource({ title, evidence });
      }}
    >
      {words}
      <span class="visually-hidden"> of {title}</span>
    </button>
  );
}
