// Who may import whom. `npm run check` fails on a breach; the comment is the error message.
const stages = ['intake', 'gather', 'facts', 'criteria', 'cards', 'audit'];

const only = (name, packagePath, allowed) => ({
  name,
  severity: 'error',
  comment: `${packagePath} is used only in ${allowed}`,
  from: { path: '^src/', pathNot: allowed },
  to: { path: packagePath },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'dependencies point one way',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-to-test',
      severity: 'error',
      comment: 'the product does not know its tests and benchmarks',
      from: { path: '^(src|sandbox|app|ui)/' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'not-to-dev-dependency',
      severity: 'error',
      comment: 'the product runs on production dependencies alone',
      from: { path: '^(src|sandbox)/', pathNot: '^sandbox/page/browser/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only', 'npm'],
        pathNot: '@types/',
      },
    },
    {
      name: 'model-is-a-leaf',
      severity: 'error',
      comment: 'model holds types only',
      from: { path: '^src/model/' },
      to: { pathNot: '^src/model/|@types/fhir' },
    },
    {
      name: 'logic-is-pure',
      severity: 'error',
      comment: 'three-valued logic over possible values: no FHIR, no I/O',
      from: { path: '^src/logic/' },
      to: { pathNot: '^src/(logic|model)/' },
    },
    {
      name: 'criteria-is-pure',
      severity: 'error',
      comment: 'the engine sees facts: no FHIR, no I/O, no clock, no package',
      from: { path: '^src/criteria/' },
      to: { pathNot: '^src/(criteria|logic|model)/' },
    },
    {
      name: 'cards-is-pure',
      severity: 'error',
      comment: 'cards are made from the evaluation alone',
      from: { path: '^src/cards/' },
      to: { pathNot: '^src/(cards|logic|model|errors)/|@types/fhir' },
    },
    {
      name: 'facts-no-io',
      severity: 'error',
      comment: 'facts are read from a chart at hand',
      from: { path: '^src/facts/' },
      to: {
        path: '^(node:)?(fs|http|https|net|dns|child_process)(/|$)',
        dependencyTypes: ['core'],
      },
    },
    ...stages.map((stage) => ({
      name: `${stage}-does-not-know-other-stages`,
      severity: 'error',
      comment: 'stages meet only in pipeline.ts; share a type through model/',
      from: { path: `^src/${stage}/` },
      to: {
        path: `^src/(${stages.filter((other) => other !== stage).join('|')}|http|definitions|config|yaml|cli)/|^src/(pipeline|main|serve|sandbox-mode|production-mode)[.]ts$`,
      },
    })),
    {
      name: 'sandbox-only-from-sandbox-mode',
      severity: 'error',
      comment: 'nothing of the sandbox is part of production',
      from: { path: '^src/', pathNot: '^src/sandbox-mode[.]ts$' },
      to: { path: '^sandbox/' },
    },
    {
      name: 'sandbox-mode-only-from-serve',
      severity: 'error',
      comment: 'only serve.ts starts the sandbox',
      from: { path: '^src/', pathNot: '^src/serve[.]ts$' },
      to: { path: '^src/sandbox-mode[.]ts$' },
    },
    {
      name: 'pages-know-only-types-of-the-service',
      severity: 'error',
      comment: 'what runs in a browser talks to the service over HTTP',
      from: { path: '^(app|ui|sandbox/page/browser)/' },
      to: { path: '^(src|sandbox)/', pathNot: '^(src/model|sandbox/page/browser)/' },
    },
    {
      name: 'app-knows-nothing-of-the-sandbox',
      severity: 'error',
      comment: 'the SMART app runs beside real charts; the sandbox does not',
      from: { path: '^(app|ui)/' },
      to: { path: '^sandbox/' },
    },
    {
      name: 'ui-is-shared',
      severity: 'error',
      comment: 'ui/ holds what both pages use',
      from: { path: '^ui/' },
      to: { path: '^(app|src|sandbox)/' },
    },
    {
      name: 'service-does-not-import-pages',
      severity: 'error',
      comment: 'pages are built and served as files',
      from: { path: '^(src|sandbox)/', pathNot: '^sandbox/page/browser/' },
      to: { path: '^(app|ui|sandbox/page/browser)/' },
    },
    only('express-only-in-http', 'node_modules/express/', '^src/http/'),
    only('breaker-only-in-gather', 'node_modules/cockatiel/', '^src/gather/'),
    only('sockets-only-in-outbound', 'node_modules/undici/', '^src/outbound/'),
    only('jose-only-where-tokens-are', 'node_modules/jose/', '^src/(intake|gather)/'),
    only('metrics-only-in-observability', 'node_modules/prom-client/', '^src/observability/'),
    only('pino-only-in-observability', 'node_modules/pino/', '^src/observability/'),
    only(
      'ajv-only-where-untrusted-data-enters',
      'node_modules/ajv',
      '^src/(intake|definitions|config|http|yaml)/',
    ),
    only('yaml-only-in-yaml', 'node_modules/yaml/', '^src/yaml/'),
    only('databases-only-in-audit', 'node_modules/(kysely|libsql|pg|@types/pg)/', '^src/audit/'),
    only('ucum-only-in-facts', 'node_modules/@lhncbc/', '^src/facts/'),
    only(
      'files-only-at-the-edge',
      '^(node:)?fs(/promises)?$',
      '^src/(audit|config|definitions|cli|intake|http|serving|main|package-root|observability/source-place)',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
