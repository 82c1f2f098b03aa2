/** What the SMART app posts: the chart as it reads it. */
import { appQueries } from '../../src/smart-app/evaluate-for-app.js';
import { createChartAnswers, type ChartAnswers } from './chart-answers.js';
import { knowledge } from './knowledge.js';
import type { ProductionUnderTest } from './production-service.js';

export interface ChartRequest {
  readonly fhirServer: string;
  readonly patientId: string;
  readonly prefetch: ChartAnswers;
}

const chartAnswers = createChartAnswers(new Date(), appQueries(knowledge));

/** Of a synthetic patient at the hospital. */
export async function evaluateRequest(
  { hospital }: Pick<ProductionUnderTest, 'hospital'>,
  patientId: string,
): Promise<ChartRequest> {
  return { fhirServer: hospital.fhirBase, patientId, prefetch: await chartAnswers(patientId) };
}
