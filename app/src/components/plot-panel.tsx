/** One measure over time: its records as points one can visit by pointer and by keyboard. */
import { useRef, useState } from 'preact/hooks';
import type { HistorySeries } from '../../../src/model/smart-app.js';
import {
  categoryHeight,
  categoryPanel,
  compactRowHeight,
  wideRowHeight,
} from '../course/category-panel.js';
import { numericPanel, type Panel, type PlottedPoint } from '../course/numeric-panel.js';
import { pointText } from '../course/point-text.js';
import type { TimeScale, TimeTick } from '../course/time-scale.js';
import { RecordMark, type Told } from './record-mark.js';
import { useSession } from './session.js';

export interface PlotFrame {
  readonly time: TimeScale;
  readonly ticks: readonly TimeTick[];
  readonly width: number;
  readonly gutter: number;
  /** For paper. */
  readonly isCompact?: boolean;
}

export interface PlotPanelProps {
  readonly series: HistorySeries;
  readonly frame: PlotFrame;
  /** Of number panels. */
  readonly height: number;
  readonly onTell: (told: Told | undefined) => void;
}

export function PlotPanel({ series, frame, height: numberHeight, onTell }: PlotPanelProps) {
  const { vocabulary } = useSession();
  const fact = vocabulary.fact(series.id);
  // The ends of the scale are no limits to look at.
  const limits = (fact?.limits ?? []).filter(
    (limit) => limit !== fact?.minimum && limit !== fact?.maximum,
  );
  const isNumber = series.kind === 'numeric';
  const rowHeight = frame.isCompact === true ? compactRowHeight : wideRowHeight;
  const height = isNumber ? numberHeight : categoryHeight(series, rowHeight);
  const panel = isNumber
    ? numericPanel(series, limits, { time: frame.time, height })
    : categoryPanel(series, { time: frame.time, rowHeight });
  return (
    <svg
      class="plot"
      width={frame.width}
      height={height}
      viewBox={`0 0 ${frame.width} ${height}`}
      role="group"
      aria-label={`${series.label} over time`}
    >
      <Grid panel={panel} frame={frame} height={height} isNumber={isNumber} />
      <Trace points={panel.points} isStepped={!isNumber} />
      <Points series={series} panel={panel} onTell={onTell} />
    </svg>
  );
}

interface GridProps {
  readonly panel: Panel;
  readonly frame: PlotFrame;
  readonly height: number;
  readonly isNumber: boolean;
}

function Grid({ panel, frame: { ticks, width, gutter }, height, isNumber }: GridProps) {
  return (
    <g aria-hidden="true">
      {ticks.map(({ x }) => (
        <line key={x} class="grid" x1={x} x2={x} y1={0} y2={height} />
      ))}
      {panel.ticks.map(({ y, text }) => (
        <g key={text}>
          <line class="grid" x1={gutter} x2={width} y1={y} y2={y} />
          <text
            class="tick"
            x={isNumber ? gutter - 6 : 0}
            y={y}
            dy="0.32em"
            text-anchor={isNumber ? 'end' : 'start'}
          >
            {text}
          </text>
        </g>
      ))}
      {panel.limits.map(({ y, text }) => (
        <g key={y}>
          <line class="limit" x1={gutter} x2={width} y1={y} y2={y} />
          <text class="tick limit-text" x={width} y={y - 3} text-anchor="end">
            {text !== '' && `limit ${text}`}
          </text>
        </g>
      ))}
    </g>
  );
}

/** Joins the records that were used, middle to middle. */
function Trace({
  points,
  isStepped,
}: {
  readonly points: readonly PlottedPoint[];
  readonly isStepped: boolean;
}) {
  const used = points.filter(({ point }) => point.evidence.notUsed === undefined);
  const [first, ...rest] = used.map(({ x, y }) => ({
    x: (x.from + x.to) / 2,
    y: (y.from + y.to) / 2,
  }));
  if (first === undefined) return null;
  const steps = rest.map(({ x, y }) => (isStepped ? `H${x}V${y}` : `L${x} ${y}`));
  return <path class="trace" d={`M${first.x} ${first.y}${steps.join('')}`} aria-hidden="true" />;
}

interface PointsProps {
  readonly series: HistorySeries;
  readonly panel: Panel;
  readonly onTell: (told: Told | undefined) => void;
}

/** One stop of the tab key; arrow keys go from record to record. */
function Points({ series, panel, onTell }: PointsProps) {
  const [current, setCurrent] = useState(panel.points.length - 1);
  const group = useRef<SVGGElement>(null);
  const go = (index: number): void => {
    const next = Math.max(0, Math.min(panel.points.length - 1, index));
    setCurrent(next);
    group.current?.querySelectorAll<SVGGElement>('[role=button]')[next]?.focus();
  };
  return (
    <g
      ref={group}
      onKeyDown={(event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        go(current + step);
      }}
    >
      {panel.points.map((plotted, index) => (
        <PointMark
          key={index}
          plotted={plotted}
          series={series}
          isStop={index === Math.min(current, panel.points.length - 1)}
          onTell={onTell}
        />
      ))}
    </g>
  );
}

interface PointMarkProps {
  readonly plotted: PlottedPoint;
  readonly series: HistorySeries;
  readonly isStop: boolean;
  readonly onTell: (told: Told | undefined) => void;
}

function PointMark({ plotted: { point, x, y, isOpen }, series, isStop, onTell }: PointMarkProps) {
  const isHollow = point.evidence.notUsed !== undefined;
  const [middleX, middleY] = [(x.from + x.to) / 2, (y.from + y.to) / 2];
  const [spanX, spanY] = [x.to - x.from, y.to - y.from];
  return (
    <RecordMark
      kind={`point${isHollow ? ' hollow' : ''}${isOpen ? ' open' : ''}`}
      text={pointText(point, series)}
      x={middleX}
      isStop={isStop}
      source={{ title: series.label, evidence: [point.evidence] }}
      onTell={onTell}
    >
      <rect class="target" x={middleX - 12} y={middleY - 12} width={24} height={24} />
      {spanX > 3 && <line class="span" x1={x.from} x2={x.to} y1={middleY} y2={middleY} />}
      {spanY > 3 ? (
        <rect class="range" x={middleX - 4} y={y.from} width={8} height={spanY} rx={3} />
      ) : (
        <circle cx={middleX} cy={middleY} r={5} />
      )}
    </RecordMark>
  );
}
