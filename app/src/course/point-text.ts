import type { HistoryPoint, HistorySeries } from '../../../src/model/smart-app.js';
import { boundsText } from '../evaluation/value-text.js';
import { joinWith } from '../evaluation/vocabulary.js';

/** The value of a point in words: "4 %", "at most 5 %", "stable". */
export function pointValue(point: HistoryPoint, series: HistorySeries): string {
  if (series.kind === 'categories') {
    const labels = (point.values ?? []).map(
      (value) => series.categories?.find((known) => known.value === value)?.label ?? value,
    );
    return labels.length === 0 ? 'no usable value' : joinWith('or', labels);
  }
  const { low, high } = point;
  if (low === undefined && high === undefined) return 'no usable value';
  return boundsText(
    { ...(low !== undefined && { low }), ...(high !== undefined && { high }) },
    { unit: series.unit },
  );
}

/** "Ki-67: 4 %, 2026-05-20, recorded as <5 %, not used: older". */
export function pointText(point: HistoryPoint, series: HistorySeries): string {
  const { value, notUsed } = point.evidence;
  const recorded = value === undefined ? [] : [`recorded as ${value.slice(0, 80)}`];
  const unused = notUsed === undefined ? [] : [`not used: ${notUsed}`];
  const told = `${series.label}: ${pointValue(point, series)}`;
  return [told, point.date.text.replace(/T.*$/, ''), ...recorded, ...unused].join(', ');
}
