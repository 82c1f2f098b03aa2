export { chartOf, chartOfCase } from '../../src/case-tables/case-chart.js';
