/** docs/conformance.md: every rule with the tests that are named after it. */
import type { DeclaredTest } from './read-titles.js';
import type { Rule } from './rules.js';

const introduction = `# Conformance

What the service promises to CDS Hooks clients, rule by rule, and the tests that hold it to each. They call the running
service over HTTP: production mode, with signed tokens and EHRs over TLS, for most; sandbox mode for what belongs there. All
patients are synthetic.

\`\`\`sh
npm test -- test/conformance
\`\`\`

Tests that name a client send what that client sends, as far as public documentation and public source code show it; the
files are in \`test/fixtures/clients\`. Each must get the same cards as a plain request about the same patient.

**Not run:** the Inferno test kit of Da Vinci CRD (it has no patient-view), the FHIR validator with the logical models of
CDS Hooks, and any EHR of a vendor. Passing these tests is no certification by anybody.
`;

/** Markdown, with the rules in their order and the titles in that of the files. */
export function conformancePage(rules: readonly Rule[], declared: readonly DeclaredTest[]): string {
  const rows = rules.map(({ id, says, source }) => {
    const titles = declared.filter(({ ruleId }) => ruleId === id).map(({ sentence }) => sentence);
    const cells = [id, `${says} (${source})`, titles.map(readable).join('<br>')];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  const head = ['| Rule | What it says | Tests |', '| --- | --- | --- |'];
  const mark = '<!-- Generated from test/conformance: do not edit below. -->';
  return `${introduction}\n${mark}\n\n${[...head, ...rows].join('\n')}\n`;
}

/** The place of a row's text, as a reader sees it. */
function readable(sentence: string): string {
  return sentence.replaceAll('%s', '…').replaceAll('<', '&lt;');
}
