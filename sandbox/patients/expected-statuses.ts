/** What the clinical specification says of every chart and pathway, read by hand, side by side. */
import type { PathwayId, PathwayVerdict } from './sandbox-patient.js';

/** The columns of the table, in the order of the specification. */
export const PATHWAY_IDS: readonly PathwayId[] = [
  'curative-resection',
  'staged-resection',
  'cytoreductive-resection',
  'liver-transplantation',
  'thermal-ablation',
  'transarterial-embolisation',
  'transarterial-chemoembolisation',
  'sirt',
  'prrt',
  'somatostatin-analogue',
  'everolimus',
  'sunitinib',
  'interferon-alpha',
  'bevacizumab-combination',
  'chemotherapy-nec',
  'chemotherapy-wd-net',
  'downstaging',
  'mdt-review',
];

/** `ask` is needs-data: something has to be found out first. */
const VERDICT: Readonly<Record<string, PathwayVerdict>> = {
  met: 'criteria-met',
  ask: 'needs-data',
  not: 'criteria-not-met',
  exc: 'excluded',
};

// Surgery and transplantation | ablation, TAE, TACE, SIRT | PRRT and drugs | chemotherapy | downstaging, board
const TABLE = `
            cur stg cyt olt   abl tae tac sir   prr ssa eve sun ifn bev   nec wdn   dow mdt
alder       met not not not   ask not not ask   met not ask not met met   not ask   not met
hornbeam    met not not not   ask not not met   ask not not not met met   not not   not met
poplar      ask not not not   ask not not ask   not not ask not met met   not ask   not met
laurel      ask not not not   ask not not ask   not not ask not met met   not ask   not met
beech       exc exc exc not   ask not not ask   ask not ask ask met met   not ask   not met
nutmeg      exc exc ask not   ask ask ask ask   not not met ask met met   not ask   exc met
teak        exc exc exc not   ask not not ask   met not ask not met met   not ask   exc met
maple       exc exc exc not   ask not not ask   met not ask not met met   not ask   exc met
oak         ask not not not   ask not not ask   met not ask not met met   not ask   not met
rowan       exc exc ask not   ask ask ask ask   met met not not met met   not not   ask met
cypress     not not met not   met met met met   met met met not met met   not met   met not
birch       not not ask met   ask ask ask met   met met not not met met   not not   met met
cedar       not not ask met   ask ask ask met   met met not not met met   not not   met met
willow      not not ask met   ask ask ask met   met met not not met met   not not   met met
spruce      not not ask met   ask ask ask met   met met not not met met   not not   met met
dogwood     not not ask ask   ask ask ask ask   not not not not met met   not not   ask met
aspen       not not ask not   ask ask ask met   met met not not met met   not not   met met
hawthorn    not not ask ask   ask ask ask met   met met not not met met   not not   met met
tamarack    ask ask ask ask   ask ask ask met   met ask not not met met   not not   ask met
elm         not not ask not   ask ask ask ask   ask ask ask not met met   not ask   ask met
yew         not met not not   ask not not ask   ask met ask ask met met   not ask   not met
sycamore    not not ask not   ask ask ask ask   met ask not not met met   not not   ask met
larch       not not ask not   ask ask ask ask   met not not not met met   not not   ask met
rosewood    not not not not   met not not met   met met not not met met   not not   met ask
acacia      not not ask not   met met met met   met met met met met met   not met   met met
holly       not not not not   met met met met   met met ask not met met   not not   met met
fig         not not ask not   met met met met   met met not not met met   not not   met met
almond      not not ask not   exc met exc met   met met not not met met   not not   met not
baobab      not not ask not   exc ask exc met   not not ask not met met   not ask   met met
buckthorn   not not ask not   ask met ask met   met met not not met met   not not   met not
magnolia    not not ask not   ask ask ask met   met met not not met met   not not   met met
myrtle      exc exc ask not   not not not not   met met ask not met met   not ask   exc met
ebony       exc exc ask not   ask met ask met   not not met met met met   not met   met met
jasmine     not not ask not   ask ask ask met   met met met met met met   not ask   met not
lilac       exc exc ask not   met met met met   met met not not met met   not not   exc not
fir         ask not not not   ask not not ask   ask not ask ask ask ask   ask ask   not met
ginkgo      not not ask ask   ask ask ask met   met met not not met met   not not   met met
quince      ask not not not   ask not not ask   ask not ask ask ask ask   not ask   not met
ivy         ask ask ask not   ask ask ask ask   ask ask ask not ask ask   ask ask   ask met
pine        ask ask ask ask   ask ask ask ask   ask ask ask not met met   not ask   ask met
juniper     exc exc exc not   exc not not not   not not not not not not   met not   exc met
walnut      exc exc exc not   exc not not not   not not not not not not   met not   exc not
katsura     not not not not   ask not not not   ask not not ask not not   ask not   not met
olive       not not not not   met not not not   met not not met not not   not not   not met
cherry      ask not not not   ask not not ask   ask not ask ask ask ask   ask ask   not met
`;

type Statuses = Readonly<Record<PathwayId, PathwayVerdict>>;

const rows = new Map(TABLE.trim().split('\n').slice(1).map(read));

function read(line: string): readonly [patient: string, statuses: Statuses] {
  const [patient = '', ...words] = line.trim().split(/\s+/);
  const statuses = PATHWAY_IDS.map((pathway, column) => {
    const verdict = VERDICT[words[column] ?? ''];
    if (verdict === undefined) throw new RangeError(`no status of ${pathway} for ${patient}`);
    return [pathway, verdict];
  });
  return [patient, Object.fromEntries(statuses) as Statuses];
}

/** The status of every pathway, by the id of a patient in scope; undefined for the others. */
export function expectedStatuses(patient: string): Statuses | undefined {
  return rows.get(patient);
}
