/** The synthetic patients of the sandbox. */
import { carcinoidSyndrome } from './carcinoid-syndrome.js';
import { conflictingRecords } from './conflicting-records.js';
import type { PatientMaker } from './define-patient.js';
import { embolisationCandidates } from './embolisation-candidates.js';
import { europeanChart } from './european-chart.js';
import { extentOfDisease } from './extent-of-disease.js';
import { gradeThree } from './grade-three.js';
import { highGrade } from './high-grade.js';
import { incompleteRecords } from './incomplete-records.js';
import { liverFunction } from './liver-function.js';
import { outOfScope } from './out-of-scope.js';
import { receptorQuestions } from './receptor-questions.js';
import { resectionCandidates } from './resection-candidates.js';
import { resectionExclusions } from './resection-exclusions.js';
import type { SandboxPatient } from './sandbox-patient.js';
import { systemicTreatments } from './systemic-treatments.js';
import { transplantCandidates } from './transplant-candidates.js';
import { transplantQuestions } from './transplant-questions.js';

export { PATHWAY_IDS } from './expected-statuses.js';
export type {
  Answer,
  Answers,
  ExpectedEvaluation,
  PathwayId,
  PathwayVerdict,
  SandboxPatient,
} from './sandbox-patient.js';

const MAKERS: readonly PatientMaker[] = [
  ...resectionCandidates,
  ...resectionExclusions,
  ...carcinoidSyndrome,
  ...transplantCandidates,
  ...europeanChart,
  ...transplantQuestions,
  ...receptorQuestions,
  ...embolisationCandidates,
  ...liverFunction,
  ...extentOfDisease,
  ...systemicTreatments,
  ...conflictingRecords,
  ...incompleteRecords,
  ...highGrade,
  ...gradeThree,
  ...outOfScope,
];

/**
 * All patients, with their charts dated back from the given instant.
 *
 * The expectations hold for some seven weeks after it; then some findings reach the end of their shelf life. A tumour
 * board of which only the year is known may be settled earlier, when the sandbox starts in May or June.
 */
export function sandboxPatients(startedAt: Date): readonly SandboxPatient[] {
  return MAKERS.map((make) => make(startedAt));
}
