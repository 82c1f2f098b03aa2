/** Names that charts give to drugs, against those that the knowledge watches for. */
import { expect, test } from '@jest/globals';
import { isWatched, wordsOfName } from '../../src/facts/drug-names.js';
import { knowledge } from '../support/knowledge.js';

function isDrugOfMappings(name: string): boolean {
  return isWatched(wordsOfName(name), knowledge.reading);
}

test.each([
  'Octréotide LP 20 mg',
  'OKTREOTID 100 ug',
  'Somatulina Autogel',
  '5-FU',
  '5 FU/leucovorin',
  '5FU 500 mg',
  'Fluoro-uracil',
  'Intron A',
  'IntronA 10 MIU',
  'interferon-alfa',
  'Interféron alfa-2b',
  'interferone alfa',
  'CAPTEM cycle 2',
  'cape-tem',
  'FOLFIRINOX',
  'XELOX',
  'Streptozotocin',
  'estreptozocina',
  'Zirabev',
  'Lu-177 DOTATATE',
  '[¹⁷⁷Lu]Lu-DOTATOC',
  'Lutécium',
  'lutetium oxodotreotide',
  'Acénocoumarol',
  'acenocumarol 4 mg',
  'Mini-Sintrom',
  'Marevan',
  'Fluindione',
  'Varfarina',
  'Phenprocoumon',
  'DOTATATE',
  '67Cu-DOTATATE',
  '90Y-DOTA-octreotate',
  'somatostatin analogue',
  'chemotherapy',
  'Everolımus',
  'Y-90 DOTATOC',
  'Ga-68 DOTATATE, then Lu-177 DOTATATE',
  'octreotide beside Ga-68 DOTATOC',
])('%s is a drug of the mappings', (name) => {
  expect(isDrugOfMappings(name)).toBe(true);
});

test.each([
  'fluconazole 150 mg',
  'Amiloride 5/furosemide 40',
  'furosemide 5',
  'flucytosine',
  'lisinopril 10 mg',
  'apixaban 5 mg',
  'nandrolone phenpropionate',
  'indium pentetreotide',
  'paclitaxel',
  'streptomycin',
  'streptokinase',
  'tacrolimus',
  'doxycycline',
  'doxazosin',
  'interferon beta-1a',
  'captopril',
  'temazepam',
  'imatinib',
  'lutein',
  'luteinizing hormone',
  'epinephrine',
  'metformin 500 mg',
  'sodium chloride 0.9 %',
  'Dotarem',
  'somatropin',
  'Gallium ga-68, dotatate, diagnostic, 0.1 millicurie',
  'Ga-68-DOTATOC',
  '[⁶⁸Ga]Ga-DOTA-TATE',
  'gallium (68Ga) edotreotide',
  'Copper cu 64 dotatate diag',
  'Detectnet',
  'DOTATATE Ga-68',
  '[64Cu]Cu-DOTATATE',
  'levothyroxine 100 µg',
  'Weißdorn',
  'Pluvicto (lutetium Lu 177 vipivotide tetraxetan)',
])('%s is none', (name) => {
  expect(isDrugOfMappings(name)).toBe(false);
});

test.each([' ', '--', '25 / 5', 'Варфарин', 'Ланреотид 120 mg', 'オクトレオチド 20mg', ''])(
  '"%s" holds no name',
  (name) => {
    expect(wordsOfName(name)).toEqual([]);
  },
);
