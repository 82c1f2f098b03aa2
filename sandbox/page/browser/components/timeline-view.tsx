/** The time line: one tab stop, arrow keys from event to event, and the same as a list for those who read it. */
import { useRef, useState } from 'preact/hooks';
import { useWidth } from '../../../../ui/use-width.js';
import type { Timeline } from '../chart/timeline.js';
import { layoutTimeline, type PlacedEvent, type TimelineLayout } from '../chart/timeline-layout.js';

/** CSS pixels; below, letters would lie over each other. */
const leastWidth = 200;

export function TimelineView({ timeline }: { readonly timeline: Timeline }) {
  const [box, measured] = useWidth(600);
  const width = Math.max(leastWidth, measured);
  const layout = layoutTimeline(timeline, width);
  const [current, setCurrent] = useState(layout.events.length - 1);
  const shown = layout.events[current];
  return (
    <section class="timeline" aria-labelledby="timeline-heading">
      <h3 id="timeline-heading">Time line</h3>
      <div ref={box}>
        <Drawing layout={layout} current={current} onCurrent={setCurrent} />
      </div>
      <p class="timeline-caption" aria-hidden="true">
        {shown === undefined ? '' : `${shown.when}: ${shown.title.slice(0, 200)}`}
      </p>
      <details>
        <summary>The time line as a list</summary>
        <ul>
          {[...layout.events].reverse().map((event) => (
            <li key={event.key}>
              {event.when}: <bdi>{event.title.slice(0, 200)}</bdi> ({event.laneTitle})
            </li>
          ))}
        </ul>
        {timeline.undatedCount > 0 && (
          <p>Without a date that can be drawn: {timeline.undatedCount}</p>
        )}
      </details>
    </section>
  );
}

interface DrawingProps {
  readonly layout: TimelineLayout;
  readonly current: number;
  readonly onCurrent: (index: number) => void;
}

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
  Home: -Infinity,
  End: Infinity,
};

function Drawing({ layout, current, onCurrent }: DrawingProps) {
  const drawing = useRef<SVGSVGElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const last = layout.events.length - 1;
    const next = Math.min(last, Math.max(0, current + step));
    onCurrent(next);
    drawing.current?.querySelectorAll<SVGGElement>('.event')[next]?.focus();
  };
  return (
    <svg
      ref={drawing}
      width={layout.width}
      height={layout.height}
      role="group"
      aria-label={`${layout.events.length} events; the arrow keys move between them`}
      onKeyDown={move}
    >
      <Axis layout={layout} />
      {layout.events.map((event, index) => (
        <EventMark
          key={event.key}
          event={event}
          isCurrent={index === current}
          onCurrent={() => {
            onCurrent(index);
          }}
        />
      ))}
    </svg>
  );
}

/** What the eye needs to read the marks; those who listen have it in the words of each event. */
function Axis({ layout }: Pick<DrawingProps, 'layout'>) {
  const foot = layout.height - 18;
  return (
    <g aria-hidden="true">
      {layout.ticks.map(({ x, text }) => (
        <g key={text} class="tick">
          <line x1={x} x2={x} y1={0} y2={foot} />
          <text x={x} y={layout.height - 4}>
            {text}
          </text>
        </g>
      ))}
      {layout.lanes.map(({ id, y, label }) => (
        <text key={id} x={0} y={y}>
          {label}
        </text>
      ))}
      <line class="now" x1={layout.nowX} x2={layout.nowX} y1={0} y2={foot} />
    </g>
  );
}

interface EventMarkProps {
  readonly event: PlacedEvent;
  readonly isCurrent: boolean;
  readonly onCurrent: () => void;
}

function EventMark({ event, isCurrent, onCurrent }: EventMarkProps) {
  return (
    <g
      class={`event ${event.kind}${isCurrent ? ' current' : ''}`}
      role="img"
      tabIndex={isCurrent ? 0 : -1}
      aria-label={`${event.when}: ${event.title.slice(0, 200)}, ${event.laneTitle.slice(0, 60)}`}
      onFocus={onCurrent}
      onMouseEnter={onCurrent}
      onClick={onCurrent}
    >
      <Shape event={event} />
    </g>
  );
}

/** Kinds differ in shape as well as in colour. */
function Shape({ event }: { readonly event: PlacedEvent }) {
  const { x, y, width, kind, isOngoing } = event;
  if (width > 0) {
    return (
      <>
        <rect x={x} y={y - 5} width={width} height={10} rx={2} />
        {isOngoing && <path class="onward" d={`M${x + width} ${y - 5} l7 5 l-7 5 z`} />}
      </>
    );
  }
  if (kind === 'laboratory') return <rect x={x - 2} y={y - 7} width={4} height={14} rx={1} />;
  if (kind === 'imaging') return <circle cx={x} cy={y} r={6} />;
  if (kind === 'pathology') return <rect x={x - 5} y={y - 5} width={10} height={10} />;
  return <path d={`M${x} ${y - 7} l7 7 l-7 7 l-7 -7 z`} />;
}
