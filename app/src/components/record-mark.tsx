/** A record on a plot: told when the pointer or the focus is on it, and the way to its source. */
import type { ComponentChildren } from 'preact';
import { useSession, type SourceRequest } from './session.js';

/** What the reader points at. */
export interface Told {
  readonly text: string;
  readonly x: number;
}

export interface RecordMarkProps {
  readonly kind: string;
  readonly text: string;
  /** Where to tell it. */
  readonly x: number;
  /** Whether the tab key stops here. */
  readonly isStop: boolean;
  readonly source: SourceRequest;
  readonly onTell: (told: Told | undefined) => void;
  readonly children: ComponentChildren;
}

export function RecordMark(props: RecordMarkProps) {
  const { kind, text, x, isStop, source, onTell, children } = props;
  const { openSource } = useSession();
  const open = (): void => {
    openSource(source);
  };
  const tell = (): void => {
    onTell({ text, x });
  };
  const untell = (): void => {
    onTell(undefined);
  };
  return (
    <g
      class={kind}
      role="button"
      aria-label={`${text}. Show the record`}
      tabIndex={isStop ? 0 : -1}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        open();
      }}
      onMouseEnter={tell}
      onMouseLeave={untell}
      onFocus={tell}
      onBlur={untell}
    >
      {children}
    </g>
  );
}
