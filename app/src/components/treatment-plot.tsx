/** Treatments under the measures, on the same time axis. */
import { treatmentText, type TreatmentBar, type TreatmentLane } from '../course/treatment-lanes.js';
import type { PlotFrame } from './plot-panel.js';
import { RecordMark, type Told } from './record-mark.js';

const wide = { laneHeight: 36, labelHeight: 16 };
const compact = { laneHeight: 25, labelHeight: 11 };
const axisHeight = 24;

export interface TreatmentPlotProps {
  readonly lanes: readonly TreatmentLane[];
  readonly frame: PlotFrame;
  readonly onTell: (told: Told | undefined) => void;
}

export function TreatmentPlot({ lanes, frame, onTell }: TreatmentPlotProps) {
  const { width, gutter, ticks } = frame;
  const { laneHeight, labelHeight } = frame.isCompact === true ? compact : wide;
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
        <Lane
          key={lane.id}
          lane={lane}
          top={index * laneHeight + labelHeight}
          frame={frame}
          onTell={onTell}
        />
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
      <text class="lane" x={gutter} y={top - 3} aria-hidden="true">
        {lane.label}
      </text>
      {lane.bars.map((bar, index) => (
        <Bar key={index} bar={bar} top={top} onTell={onTell} />
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
  return (
    <RecordMark
      kind={`bar ${treatment.status}${isOpen ? ' open' : ''}`}
      text={treatmentText(treatment)}
      x={(from + to) / 2}
      isStop={true}
      source={{ title: treatment.label, evidence: [treatment.evidence] }}
      onTell={onTell}
    >
      <rect class="target" x={from - 9} y={top - 4} width={to - from + 18} height={24} />
      <rect class="shape" x={from} y={top + 2} width={to - from} height={12} rx={3} />
    </RecordMark>
  );
}
