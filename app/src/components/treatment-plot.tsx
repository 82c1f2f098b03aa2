/** Treatments under the measures, on the same time axis. */
import { treatmentText, type TreatmentBar, type TreatmentLane } from '../course/treatment-lanes.js';
import type { PlotFrame, Told } from './plot-panel.js';
import { useSession } from './session.js';

const laneHeight = 36;
const labelHeight = 16;
const axisHeight = 24;

export interface TreatmentPlotProps {
  readonly lanes: readonly TreatmentLane[];
  readonly frame: PlotFrame;
  readonly onTell: (told: Told | undefined) => void;
}

export function TreatmentPlot({ lanes, frame, onTell }: TreatmentPlotProps) {
  const { width, gutter, ticks } = frame;
  const lanesHeight = lanes.length * laneHeight;
  const height = lanesHeight + axisHeight;
  return (
    <svg
      class="plot"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label="Treatments over time"
    >
      <g aria-hidden="true">
        {ticks.map(({ x, text }) => (
          <g key={x}>
            <line class="grid" x1={x} x2={x} y1={0} y2={lanesHeight + 6} />
            <text class="tick" x={x} y={height - 6} text-anchor="middle">
              {text}
            </text>
          </g>
        ))}
        <line class="axis" x1={gutter} x2={width} y1={lanesHeight + 1} y2={lanesHeight + 1} />
      </g>
      {lanes.map((lane, index) => (
        <Lane key={lane.id} lane={lane} top={index * laneHeight} frame={frame} onTell={onTell} />
      ))}
    </svg>
  );
}

interface LaneProps {
  readonly lane: TreatmentLane;
  readonly top: number;
  readonly frame: PlotFrame;
  readonly onTell: (told: Told | undefined) => void;
}

/** The label stands above its bars, at the left end where there is always room. */
function Lane({ lane, top, frame: { gutter }, onTell }: LaneProps) {
  return (
    <g>
      <text class="lane" x={gutter} y={top + labelHeight - 4} aria-hidden="true">
        {lane.label}
      </text>
      {lane.bars.map((bar, index) => (
        <Bar key={index} bar={bar} top={top + labelHeight} onTell={onTell} />
      ))}
    </g>
  );
}

interface BarProps {
  readonly bar: TreatmentBar;
  readonly top: number;
  readonly onTell: (told: Told | undefined) => void;
}

function Bar({ bar: { treatment, from, to, isOpen }, top, onTell }: BarProps) {
  const { openSource } = useSession();
  const text = treatmentText(treatment);
  const open = (): void => {
    openSource({ title: treatment.label, evidence: [treatment.evidence] });
  };
  const tell = (): void => {
    onTell({ text, x: (from + to) / 2 });
  };
  const untell = (): void => {
    onTell(undefined);
  };
  return (
    <g
      class={`bar ${treatment.status}${isOpen ? ' open' : ''}`}
      role="button"
      aria-label={`${text}. Show the record`}
      tabIndex={0}
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
      <rect class="target" x={from - 9} y={top - 4} width={to - from + 18} height={24} />
      <rect class="shape" x={from} y={top + 2} width={to - from} height={12} rx={3} />
    </g>
  );
}
