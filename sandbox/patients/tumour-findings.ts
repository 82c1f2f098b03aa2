/** Imaging, surgical assessment and the course of the disease. */
import { type When } from './calendar.js';
import { hcpcs, LIVER, loinc, nelm, snomed, STUDY, type Code } from './codes.js';
import {
  type Entry,
  observation,
  type ObservationOptions,
  report,
  together,
  type ReportOptions,
} from './entries.js';
import { amount, answer, flag, type ObservationValue, whole } from './values.js';

/** An observation coded in the project's own code system. */
export function local(
  code: string,
  display: string,
  when: When,
  value: ObservationValue,
  options: ObservationOptions = { category: 'imaging' },
): Entry {
  return observation(code, nelm(code, display), when, value, options);
}

export function imaging(slug: string, code: Code, when: When, conclusion?: string): Entry {
  const options: ReportOptions = conclusion === undefined ? {} : { conclusion };
  return report(slug, 'radiology', code, when, options);
}

export interface LiverFindings {
  readonly count?: number;
  readonly largest?: ObservationValue;
  readonly involvement?: ObservationValue;
  readonly pattern?: 'lm-type-1' | 'lm-type-2' | 'lm-type-3';
  readonly lobes?: 'unilobar' | 'bilobar';
}

/** What a liver scan counts and measures. */
export function liver(when: When, findings: LiverFindings): Entry {
  const { count, largest, involvement, pattern, lobes } = findings;
  const entries: Entry[] = [];
  if (count !== undefined) {
    const code = snomed('246206008', 'Number of lesions (observable entity)');
    const onScan: ObservationOptions = { category: 'imaging', bodySite: LIVER };
    entries.push(observation('lm-count', code, when, whole(count), onScan));
  }
  if (largest !== undefined) {
    entries.push(local('lm-largest-diameter', 'Largest liver metastasis', when, largest));
  }
  if (involvement !== undefined) {
    entries.push(local('hepatic-involvement', 'Hepatic involvement', when, involvement));
  }
  if (pattern !== undefined) {
    const value = answer(nelm(pattern, pattern));
    entries.push(local('lm-pattern', 'Pattern of liver metastases', when, value));
  }
  if (lobes !== undefined) {
    entries.push(local('lobar-distribution', 'Lobes involved', when, answer(nelm(lobes, lobes))));
  }
  return together(...entries);
}

export function resectability(
  when: When,
  value: 'resectable' | 'resectable-staged' | 'unresectable',
): Entry {
  const code = 'liver-resectability';
  return local(code, 'Resectability of the liver metastases', when, answer(nelm(value, value)), {
    category: 'exam',
  });
}

/** A coded "present" or "absent" of the reader of a scan or of the surgeon. */
export function stated(
  code:
    | 'extrahepatic-disease'
    | 'extra-abdominal-metastases'
    | 'unresectable-lymph-nodes'
    | 'peritoneal-carcinomatosis',
  when: When,
  value: 'absent' | 'present',
): Entry {
  return local(code, code.replaceAll('-', ' '), when, answer(nelm(value, value)));
}

/** The reading of an echocardiogram. */
export function echo(when: When, insufficient: boolean): Entry {
  return together(
    local('right-heart-insufficiency', 'Right heart insufficiency', when, flag(insufficient)),
    observation(
      'lvef',
      loinc('8806-2', 'Left ventricular Ejection fraction by 2D echo'),
      when,
      amount(insufficient ? 55 : 62, '%'),
      { category: 'imaging' },
    ),
    imaging('echo', STUDY.heartUltrasound, when, 'Transthoracic echocardiogram, see measurements.'),
  );
}

const COURSE = {
  stable: {
    recist: loinc('LA28371-5', 'Stable disease'),
    trend: snomed('359746009', "Patient's condition stable (finding)"),
  },
  progressive: {
    recist: loinc('LA28370-7', 'Progressive disease'),
    trend: snomed('271299001', "Patient's condition worsened (finding)"),
  },
} as const;

/** Response by size criteria, under the code of older mCODE editions. */
export function response(when: When, value: keyof typeof COURSE): Entry {
  const code = loinc('88040-1', 'Response to cancer treatment');
  return observation('response', code, when, answer(COURSE[value].recist), { category: 'exam' });
}

/** Course of the disease, as mCODE 4 records it. */
export function diseaseStatus(when: When, value: keyof typeof COURSE): Entry {
  const code = loinc('97509-4', 'Cancer Disease Progression');
  return observation('disease-status', code, when, answer(COURSE[value].trend), {
    category: 'exam',
    profile: 'http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-cancer-disease-status',
  });
}

/** Somatostatin-receptor PET with its coded result; the report alone would not say the tracer by its LOINC code. */
export function receptorPet(when: When, value: 'positive' | 'negative', krenning?: number): Entry {
  const tracer = hcpcs('A9587', 'Gallium ga-68, dotatate, diagnostic, 0.1 millicurie');
  const uptake = krenning === undefined ? [] : [krenningScore(when, krenning)];
  return together(
    local('sstr-status', 'Somatostatin receptor imaging', when, answer(nelm(value, value))),
    ...uptake,
    report('sstr-pet', 'radiology', [STUDY.petWholeBody, tracer], when, {
      text: '68Ga-DOTATATE PET/CT',
      conclusion: `Receptor imaging ${value}; see the comparison with CT.`,
    }),
  );
}

export function krenningScore(when: When, score: number): Entry {
  return local('krenning-score', 'Krenning score', when, whole(score));
}
