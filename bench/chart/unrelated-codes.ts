/** What the records beside the tumour are about. */

export interface Test {
  readonly loinc: string;
  readonly name: string;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
}

/** The first six are read by facts; all lie within their normal range. */
export const tests: readonly Test[] = [
  { loinc: '718-7', name: 'Hemoglobin [Mass/volume] in Blood', unit: 'g/dL', low: 12, high: 16 },
  { loinc: '777-3', name: 'Platelets [#/volume] in Blood', unit: '10*3/uL', low: 150, high: 400 },
  { loinc: '6690-2', name: 'Leukocytes [#/volume] in Blood', unit: '10*3/uL', low: 4, high: 10 },
  { loinc: '1975-2', name: 'Bilirubin.total [Mass/volume]', unit: 'mg/dL', low: 0.2, high: 1 },
  { loinc: '1751-7', name: 'Albumin [Mass/volume] in Serum', unit: 'g/dL', low: 3.5, high: 5 },
  { loinc: '6301-6', name: 'INR in Platelet poor plasma', unit: '{INR}', low: 0.9, high: 1.1 },
  { loinc: '2345-7', name: 'Glucose [Mass/volume] in Serum', unit: 'mg/dL', low: 70, high: 99 },
  { loinc: '2951-2', name: 'Sodium [Moles/volume] in Serum', unit: 'mmol/L', low: 135, high: 145 },
  { loinc: '2823-3', name: 'Potassium [Moles/volume] in Serum', unit: 'mmol/L', low: 3.5, high: 5 },
  { loinc: '17861-6', name: 'Calcium [Mass/volume] in Serum', unit: 'mg/dL', low: 8.5, high: 10 },
];

export const vitalSigns: readonly Test[] = [
  { loinc: '8867-4', name: 'Heart rate', unit: '/min', low: 60, high: 90 },
  { loinc: '8310-5', name: 'Body temperature', unit: 'Cel', low: 36, high: 37 },
  { loinc: '59408-5', name: 'Oxygen saturation by pulse oximetry', unit: '%', low: 95, high: 100 },
  { loinc: '9279-1', name: 'Respiratory rate', unit: '/min', low: 12, high: 18 },
];

export const drugs = [
  { rxnorm: '314076', name: 'lisinopril 10 MG Oral Tablet' },
  { rxnorm: '617311', name: 'atorvastatin 20 MG Oral Tablet' },
  { rxnorm: '198240', name: 'acetaminophen 500 MG Oral Tablet' },
  { rxnorm: '861007', name: 'metformin hydrochloride 500 MG Oral Tablet' },
] as const;

export const diagnoses = [
  { icd: 'I10', snomed: '59621000', name: 'Essential (primary) hypertension' },
  { icd: 'E78.5', snomed: '55822004', name: 'Hyperlipidemia, unspecified' },
  { icd: 'M54.5', snomed: '279039007', name: 'Low back pain' },
  { icd: 'J06.9', snomed: '54150009', name: 'Acute upper respiratory infection, unspecified' },
] as const;

export const procedures = [
  { cpt: '99213', snomed: '185349003', name: 'Encounter for check up' },
  { cpt: '93000', snomed: '29303009', name: 'Electrocardiographic procedure' },
] as const;
