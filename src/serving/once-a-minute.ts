const minuteMs = 60_000;

/**
 * Tells of an event of some kind at once, then at most once a minute, each time with how many there have been since it
 * last told. Keeps one entry for each kind: they must be few.
 */
export function onceAMinute<Kind>(
  now: () => Date,
  tell: (kind: Kind, count: number) => void,
): (kind: Kind) => void {
  const entries = new Map<Kind, { readonly toldAt: number; readonly untold: number }>();
  return (kind) => {
    const at = now().getTime();
    const { toldAt = -Infinity, untold = 0 } = entries.get(kind) ?? {};
    if (at - toldAt < minuteMs) {
      entries.set(kind, { toldAt, untold: untold + 1 });
      return;
    }
    entries.set(kind, { toldAt: at, untold: 0 });
    tell(kind, untold + 1);
  };
}
