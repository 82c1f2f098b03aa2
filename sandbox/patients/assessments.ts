/** Liver function, symptoms, fitness and the tumour board: what weighs in beside the tumour itself. */
import { type When } from './calendar.js';
import { loinc, ncit, nelm, snomed } from './codes.js';
import { dateOf, type Entry, observation, procedure, together } from './entries.js';
import { local } from './tumour-findings.js';
import { amount, answer, flag, whole } from './values.js';

export function inr(when: When, value: number): Entry {
  const code = loinc('6301-6', 'INR in Platelet poor plasma by Coagulation assay');
  return observation('inr', code, when, amount(value, '{INR}'));
}

/** mg/dL */
export function bilirubin(when: When, value: number): Entry {
  return observation(
    'bili',
    loinc('1975-2', 'Bilirubin.total [Mass/volume]'),
    when,
    amount(value, 'mg/dL'),
  );
}

/** g/dL */
export function albumin(when: When, value: number): Entry {
  const code = loinc('1751-7', 'Albumin [Mass/volume] in Serum or Plasma');
  return observation('alb', code, when, amount(value, 'g/dL'));
}

/** Blood count and kidney at the limits in common use for radionuclide therapy: 10*3/uL and mL/min. */
export function marrowAndKidney(when: When, platelets: number, clearance: number): Entry {
  return together(
    observation(
      'plt',
      loinc('777-3', 'Platelets [#/volume] in Blood'),
      when,
      amount(platelets, '10*3/uL'),
    ),
    observation(
      'crcl',
      loinc('35591-7', 'Creatinine renal clearance predicted by Cockcroft-Gault formula'),
      when,
      amount(clearance, 'mL/min'),
    ),
  );
}

const CHILD_PUGH = snomed('3191000175106', 'Child-Pugh score (assessment scale)');

export function childPughClassA(when: When): Entry {
  const classA = snomed('710065009', 'Child-Pugh score class A (finding)');
  return observation('child-pugh', CHILD_PUGH, when, answer(classA), { category: 'exam' });
}

export function childPughScore(when: When, points: number): Entry {
  return observation('child-pugh', CHILD_PUGH, when, whole(points), { category: 'exam' });
}

export function ecog(when: When, grade: number): Entry {
  const code = loinc('89247-1', 'ECOG Performance Status score');
  return observation('ecog', code, when, whole(grade), { category: 'survey' });
}

/** A judgement of the treating clinician, coded yes or no. */
export function judged(
  code:
    | 'hormone-symptoms'
    | 'bulk-symptoms'
    | 'rapid-progression'
    | 'medically-refractory'
    | 'liver-dominant-disease',
  when: When,
  value: boolean,
): Entry {
  return local(code, code.replaceAll('-', ' '), when, flag(value), { category: 'exam' });
}

/** A case discussed by the tumour board, recorded as a procedure. */
export function tumourBoard(when: When): Entry {
  return procedure('tumour-board', ncit('C93304', 'Tumor Board Review'), when);
}

/** The same in the project's own code; the value repeats the date of the meeting. */
export function multidisciplinaryReview(when: When): Entry {
  const code = nelm('mdt-review', 'Multidisciplinary review');
  return (subject) =>
    observation(
      'mdt-review',
      code,
      when,
      { valueDateTime: dateOf(subject, when) },
      { category: 'procedure' },
    )(subject);
}
