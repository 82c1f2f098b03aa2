/** Medians, ratios and growth: the arithmetic behind the figures. */

/** The middle value, or the mean of the two in the middle; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return low === undefined || high === undefined ? NaN : (low + high) / 2;
}

/** Median of what each value is above the one that was measured beside it; NaN of nothing. */
export function medianExcess(values: readonly number[], beside: readonly number[]): number {
  return median(values.map((value, index) => value - (beside[index] ?? NaN)));
}

/** The smallest value that at least `share` (0 to 1) of all values do not exceed; NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

export interface Point {
  readonly size: number;
  readonly cost: number;
}

/**
 * The exponent e of the curve cost = c * size^e that lies closest to the points (least squares of the logarithms): 1
 * where cost grows with size, 2 where it grows with its square.
 */
export function growthExponent(points: readonly Point[]): number {
  const logs = points.map(({ size, cost }) => [Math.log(size), Math.log(cost)] as const);
  const meanX = mean(logs.map(([x]) => x));
  const meanY = mean(logs.map(([, y]) => y));
  const covariance = mean(logs.map(([x, y]) => (x - meanX) * (y - meanY)));
  return covariance / mean(logs.map(([x]) => (x - meanX) ** 2));
}

/** Cost per unit of size along the line that lies closest to the points (least squares). */
export function slope(points: readonly Point[]): number {
  const meanSize = mean(points.map(({ size }) => size));
  const meanCost = mean(points.map(({ cost }) => cost));
  const covariance = mean(points.map(({ size, cost }) => (size - meanSize) * (cost - meanCost)));
  return covariance / mean(points.map(({ size }) => (size - meanSize) ** 2));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
