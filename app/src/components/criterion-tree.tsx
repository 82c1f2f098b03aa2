/** Why a criterion stands where it stands: every test with its value, and how tests are joined. */
import {
  isTest,
  type EvaluatedGroup,
  type EvaluatedTest,
  type EvaluatedTree,
} from '../evaluation/evaluation.js';
import { factView, isPresumedInVain, requirementText } from '../evaluation/fact-view.js';
import { reasonWords, testWords, type Mark } from '../evaluation/state-words.js';
import { FactValue } from './fact-value.js';
import { MarkIcon } from './mark-icon.js';
import { useSession } from './session.js';

const joinWords = { all: 'All of these', any: 'Any of these', not: 'Not' } as const;

const testMarks: Readonly<Record<EvaluatedTest['result'], Mark>> = {
  met: 'good',
  'not-met': 'bad',
  unknown: 'open',
};

export function CriterionTree({ tree }: { readonly tree: EvaluatedTree }) {
  const lone = loneTest(tree);
  if (lone !== undefined) return <TestValue test={lone} />;
  return (
    <ul class="tree">
      <TreeNode tree={tree} />
    </ul>
  );
}

/** A single test needs no tree: the criterion has said what it asks. */
function loneTest(tree: EvaluatedTree): EvaluatedTest | undefined {
  if (isTest(tree)) return tree;
  const [only] = tree.of;
  if (tree.op === 'not' || only === undefined || tree.of.length > 1) return undefined;
  return loneTest(only);
}

function TreeNode({ tree }: { readonly tree: EvaluatedTree }) {
  return isTest(tree) ? <TestNode test={tree} /> : <GroupNode group={tree} />;
}

function GroupNode({ group }: { readonly group: EvaluatedGroup }) {
  return (
    <li>
      <TestHead judged={group} words={joinWords[group.op]} />
      <ul>
        {group.of.map((part, index) => (
          <TreeNode key={index} tree={part} />
        ))}
      </ul>
    </li>
  );
}

function TestNode({ test }: { readonly test: EvaluatedTest }) {
  const { vocabulary } = useSession();
  const asked = `${vocabulary.factLabel(test.fact)} ${requirementText(test, vocabulary)}`;
  return (
    <li>
      <TestHead judged={test} words={asked} /> <TestValue test={test} />
    </li>
  );
}

function TestHead({
  judged: { result, reason },
  words,
}: {
  readonly judged: Pick<EvaluatedTest, 'result' | 'reason'>;
  readonly words: string;
}) {
  const why = reason === undefined ? '' : `, ${reasonWords[reason]}`;
  return (
    <span class="test-head">
      <MarkIcon mark={testMarks[result]} /> {words}
      <span class="quiet">
        {' '}
        – {testWords[result]}
        {why}
      </span>
    </span>
  );
}

function TestValue({ test }: { readonly test: EvaluatedTest }) {
  const { vocabulary, evaluation } = useSession();
  const fact = factView(test.fact, evaluation, vocabulary);
  return (
    <span class="test-value">
      <span class="quiet">{fact.label}:</span>{' '}
      {isPresumedInVain(test, evaluation) ? (
        <FactValue fact={fact} remark="– a required criterion may not rest on it" />
      ) : (
        <FactValue fact={fact} />
      )}
    </span>
  );
}
