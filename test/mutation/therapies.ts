/** Prior therapies as the statements tell them apart. */

/** After these, necrosis or haemorrhage can pass for stable disease. */
export const treatedAtLiver = [
  'thermal-ablation',
  'transarterial-embolisation',
  'transarterial-chemoembolisation',
  'sirt',
];

export const otherTherapies = [
  'octreotide',
  'lanreotide',
  'pasireotide',
  'everolimus',
  'sunitinib',
  'interferon-alpha',
  'bevacizumab',
  'streptozocin',
  'doxorubicin',
  'fluorouracil',
  'capecitabine',
  'temozolomide',
  'dacarbazine',
  'epirubicin',
  'cisplatin',
  'carboplatin',
  'oxaliplatin',
  'etoposide',
  'cabozantinib',
  'telotristat',
  'prrt',
  'liver-resection',
  'liver-transplantation',
  'portal-vein-embolisation',
];
