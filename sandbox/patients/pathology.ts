/** Tissue findings: specimens, proliferation, grade, histology, margins, and the reports over them. */
import { type When } from './calendar.js';
import { type Coded, KI67, loinc, nelm, snomed, type Code } from './codes.js';
import { type Entry, observation, report, specimen, together } from './entries.js';
import { answer, type ObservationValue } from './values.js';

export interface TissueFindings {
  /** Where the tissue was taken, in words. */
  readonly site: string;
  readonly ki67?: ObservationValue;
  readonly grade?: Code;
  readonly histology?: Code;
  readonly conclusion: string;
}

export function ki67(when: When, value: ObservationValue, code: Coded = KI67.index): Entry {
  return observation('ki67', code, when, value);
}

/** A biopsy or surgical specimen with its coded findings and its synoptic report. */
export function pathology(when: When, findings: TissueFindings): Entry {
  const from = { specimen: `specimen-${when.label}` };
  const entries: Entry[] = [specimen('specimen', when, findings.site)];
  const results: string[] = [];
  const add = (slug: string, code: Code, value: ObservationValue): void => {
    entries.push(observation(slug, code, when, value, from));
    results.push(`${slug}-${when.label}`);
  };
  if (findings.ki67 !== undefined) add('ki67', KI67.index, findings.ki67);
  if (findings.grade !== undefined) {
    add('grade', loinc('33732-9', 'Histology grade [Identifier] in Cancer specimen'), {
      ...answer(findings.grade),
    });
  }
  if (findings.histology !== undefined) {
    add('histology', loinc('31206-6', 'Behavior ICD-O-3 Cancer'), answer(findings.histology));
  }
  add(
    'cga-stain',
    loinc('10471-1', 'Chromogranin A Ag [Presence] in Tissue by Immune stain'),
    answer(loinc('LA6576-8', 'Positive')),
  );
  const code = loinc('60568-3', 'Pathology Synoptic report');
  const { conclusion } = findings;
  return together(
    ...entries,
    report('pathology', 'pathology', code, when, { conclusion, results }),
  );
}

const RESIDUAL_TUMOUR = {
  R0: snomed('258254000', 'Residual tumor stage R0 (finding)'),
  R1: snomed('278271003', 'Residual tumor stage R1 (finding)'),
} as const;

export function residualTumour(when: When, stage: keyof typeof RESIDUAL_TUMOUR): Entry {
  const code = loinc('84892-9', 'Residual tumor classification [Type] in Cancer specimen');
  return observation('residual-tumour', code, when, answer(RESIDUAL_TUMOUR[stage]));
}

export function differentiation(when: When, value: 'well' | 'moderate' | 'poor'): Entry {
  const code = nelm('differentiation', 'Differentiation');
  return observation('differentiation', code, when, answer(nelm(value, value)));
}
