export { chartFromBundle } from './chart-from-bundle.js';
export { gatherChart } from './gather-chart.js';
