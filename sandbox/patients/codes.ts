/** The codes that the charts use, with the names under which hospitals send them. */
import type { CodeableConcept, Coding } from 'fhir/r4.js';

export interface Code {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

const coder =
  (system: string) =>
  (code: string, display: string): Code => ({ system, code, display });

export const snomed = coder('http://snomed.info/sct');
export const loinc = coder('http://loinc.org');
export const icd10cm = coder('http://hl7.org/fhir/sid/icd-10-cm');
export const icd10 = coder('http://hl7.org/fhir/sid/icd-10');
export const icdO3 = coder('http://terminology.hl7.org/CodeSystem/icd-o-3');
export const rxnorm = coder('http://www.nlm.nih.gov/research/umls/rxnorm');
export const ncit = coder('http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl');
export const hcpcs = coder('http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets');
/** The project's own code system. */
export const nelm = coder('https://nelm-cds.example.org/fhir/CodeSystem/nelm');
/** A hospital's own codes, which no mapping knows. */
export const hospital = coder('urn:oid:2.999.1.17');

/** One concept in one or more code systems. */
export type Coded = Code | readonly Code[];

function isOneCode(coded: Coded): coded is Code {
  return 'code' in coded;
}

export function codings(coded: Coded): Coding[] {
  return (isOneCode(coded) ? [coded] : coded).map((code) => ({ ...code }));
}

/** A CodeableConcept whose text is the first display, as EHRs send it. */
export function concept(coded: Coded, text?: string): CodeableConcept {
  const all = codings(coded);
  const shown = text ?? all[0]?.display;
  return { coding: all, ...(shown === undefined ? {} : { text: shown }) };
}

export const LIVER = snomed('10200004', 'Liver structure (body structure)');

export const DIAGNOSIS = {
  ileum: icd10cm('C7A.012', 'Malignant carcinoid tumor of the ileum'),
  jejunum: icd10cm('C7A.011', 'Malignant carcinoid tumor of the jejunum'),
  cecum: icd10cm('C7A.021', 'Malignant carcinoid tumor of the cecum'),
  appendix: icd10cm('C7A.020', 'Malignant carcinoid tumor of the appendix'),
  rectum: icd10cm('C7A.026', 'Malignant carcinoid tumor of the rectum'),
  ascendingColon: icd10cm('C7A.022', 'Malignant carcinoid tumor of the ascending colon'),
  lung: icd10cm('C7A.090', 'Malignant carcinoid tumor of the bronchus and lung'),
  thymus: icd10cm('C7A.091', 'Malignant carcinoid tumor of the thymus'),
  malignantInsulinoma: snomed('713189001', 'Malignant insulinoma (disorder)'),
  glucagonoma: snomed('302823005', 'Glucagonoma (disorder)'),
  unspecifiedSite: icd10cm('C7A.00', 'Malignant carcinoid tumor of unspecified site'),
  poorlyDifferentiated: icd10cm('C7A.1', 'Malignant poorly differentiated neuroendocrine tumors'),
  otherNet: icd10cm('C7A.8', 'Other malignant neuroendocrine tumors'),
  endocrinePancreas: icd10cm('C25.4', 'Malignant neoplasm of endocrine pancreas'),
  liverCarcinoid: icd10cm('C7B.02', 'Secondary carcinoid tumors of liver'),
  liverSecondary: icd10cm(
    'C78.7',
    'Secondary malignant neoplasm of liver and intrahepatic bile duct',
  ),
  peritonealCarcinoid: icd10cm('C7B.04', 'Secondary carcinoid tumors of peritoneum'),
  abdominalNodes: icd10cm(
    'C77.2',
    'Secondary and unspecified malignant neoplasm of intra-abdominal lymph nodes',
  ),
  liverOfUnknownPrimary: snomed('285613005', 'Metastasis to liver of unknown primary (disorder)'),
  bone: icd10cm('C79.51', 'Secondary malignant neoplasm of bone'),
  carcinoidSyndrome: icd10cm('E34.00', 'Carcinoid syndrome, unspecified'),
  carcinoidDiarrhoea: snomed(
    '734884008',
    'Diarrhea co-occurrent and due to carcinoid syndrome (disorder)',
  ),
  flushing: icd10cm('R23.2', 'Flushing'),
  portalVeinThrombosis: icd10cm('I81', 'Portal vein thrombosis'),
  atrialFibrillation: icd10cm('I48.91', 'Unspecified atrial fibrillation'),
} as const;

export const GRADE = {
  g1: snomed('54102005', 'G1 grade (finding)'),
  g2: snomed('1663004', 'G2 grade (finding)'),
  g3: snomed('61026006', 'G3 grade (finding)'),
} as const;

export const HISTOLOGY = {
  net: snomed('1286768001', 'Well-differentiated neuroendocrine tumor'),
  netG1: snomed('1286769009', 'Well-differentiated neuroendocrine tumor grade 1'),
  netG2: snomed('1286770005', 'Well-differentiated neuroendocrine tumor grade 2'),
} as const;

export const KI67 = {
  index: loinc('29593-1', 'Cells.Ki-67 nuclear Ag/cells in Tissue by Immune stain'),
  presence: loinc('33055-5', 'Ki-67 nuclear Ag [Presence] in Tissue by Immune stain'),
  breast: loinc(
    '85330-9',
    'Cells.Ki-67 nuclear Ag/cells in Breast cancer specimen by Immune stain',
  ),
} as const;

export const STUDY = {
  ctChestAbdomenPelvis: loinc('72254-6', 'CT Chest and Abdomen and Pelvis W contrast IV'),
  ctAbdomenPelvis: loinc('36813-4', 'CT Abdomen and Pelvis W contrast IV'),
  ctChest: loinc('24627-2', 'CT Chest'),
  mrAbdomen: loinc('24556-3', 'MR Abdomen'),
  mrLiver: loinc('36231-9', 'MR Liver W contrast IV'),
  petWholeBody: loinc('44139-4', 'PET whole body'),
  chestFilm: loinc('36643-5', 'XR Chest 2 Views'),
  ultrasound: loinc('24558-9', 'US Abdomen'),
  heartUltrasound: loinc('42148-7', 'Heart US'),
} as const;

export const SURGERY = {
  ileum: snomed('51346007', 'Ileectomy (procedure)'),
  smallBowel: snomed('359572002', 'Enterectomy with anastomosis (procedure)'),
  rightColon: snomed(
    '315321001',
    'Right hemicolectomy and anastomosis of ileum to colon (procedure)',
  ),
  distalPancreas: snomed('401004', 'Distal subtotal pancreatectomy (procedure)'),
  whipple: snomed('116241004', 'Pancreaticoduodenectomy (procedure)'),
  appendix: snomed('80146002', 'Excision of appendix (procedure)'),
  partialHepatectomy: snomed('71273005', 'Partial hepatectomy (procedure)'),
  liverMetastasis: snomed('307616002', 'Excision of liver metastasis (procedure)'),
  twoStageHepatectomy: snomed(
    '723069003',
    'Associating liver partition and portal vein ligation for staged hepatectomy (procedure)',
  ),
  liverTransplant: snomed('18027006', 'Transplantation of liver (procedure)'),
  ablation: snomed('427929006', 'Thermal ablation of multiple lesions of liver (procedure)'),
  chemoembolisation: snomed('314617008', 'Chemoembolization of liver metastases (procedure)'),
  sirt: snomed(
    '764677008',
    'Selective internal radiotherapy of liver using yttrium (90-Y) labeled microspheres (procedure)',
  ),
} as const;

export const DRUG = {
  octreotide: rxnorm('7617', 'octreotide'),
  lanreotide: rxnorm('68092', 'lanreotide'),
  everolimus: rxnorm('141704', 'everolimus'),
  sunitinib: rxnorm('357977', 'sunitinib'),
  capecitabine: rxnorm('194000', 'capecitabine'),
  oxaliplatin: rxnorm('32592', 'oxaliplatin'),
  carboplatin: rxnorm('40048', 'carboplatin'),
  etoposide: rxnorm('4179', 'etoposide'),
  cisplatin: rxnorm('2555', 'cisplatin'),
  warfarin: rxnorm('11289', 'warfarin'),
  metformin: rxnorm('6809', 'metformin'),
  lisinopril: rxnorm('29046', 'lisinopril'),
  amlodipine: rxnorm('17767', 'amlodipine'),
  atorvastatin: rxnorm('83367', 'atorvastatin'),
  levothyroxine: rxnorm('10582', 'levothyroxine'),
  omeprazole: rxnorm('7646', 'omeprazole'),
  loperamide: rxnorm('6468', 'loperamide'),
  furosemide: rxnorm('4603', 'furosemide'),
} as const;
