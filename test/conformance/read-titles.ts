/** Which tests a file declares, read from its source. */
import ts from 'typescript';

export interface DeclaredTest {
  readonly file: string;
  /** Id of the rule; undefined for a test that is not declared by `rule` or `ruleForEach`. */
  readonly ruleId?: string;
  readonly sentence: string;
}

const plainTest = /^(test|it)(\.(only|skip|failing)|\.each\(\))?$/;

/** Every call of `rule`, `ruleForEach(…)`, `test` and `it` in the source, in its order. */
export function readTitles(file: string, source: string): readonly DeclaredTest[] {
  const found: DeclaredTest[] = [];
  const visit = (node: ts.Node): void => {
    const declared = ts.isCallExpression(node) ? readCall(file, node) : undefined;
    if (declared !== undefined) found.push(declared);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest));
  return found;
}

function readCall(file: string, call: ts.CallExpression): DeclaredTest | undefined {
  const name = calledName(call);
  const texts = call.arguments.map((one) => (ts.isStringLiteralLike(one) ? one.text : ''));
  const [first = '', second = ''] = texts;
  if (name === 'rule' || name === 'ruleForEach()') return { file, ruleId: first, sentence: second };
  return plainTest.test(name ?? '') ? { file, sentence: first } : undefined;
}

/** `rule` for rule(…), `ruleForEach()` for ruleForEach(…)(…), `test.each()` for test.each(…)(…). */
function calledName({ expression }: ts.CallExpression): string | undefined {
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isPropertyAccessExpression(expression)) {
    const { expression: object, name } = expression;
    return ts.isIdentifier(object) ? `${object.text}.${name.text}` : undefined;
  }
  if (!ts.isCallExpression(expression)) return undefined;
  const name = calledName(expression);
  return name === undefined ? undefined : `${name}()`;
}
