/**
 * The layers of ARCHITECTURE.md: imports go down only, siblings do not know each other unless named here.
 * `src/domain` knows nobody; config and telemetry serve all.
 */
const room = (name) => `^src/${name}(/|\\.ts$)`;
const rooms = (...names) => `^src/(${names.join('|')})(/|\\.ts$)`;

/** room → the rooms that it may import, itself and `domain` aside. */
const MAY = {
  domain: [],
  telemetry: [],
  store: ['telemetry'],
  access: ['store', 'telemetry'],
  schema: ['access', 'store', 'telemetry'],
  intake: ['ledger', 'access', 'store', 'telemetry'],
  reads: ['schema', 'access', 'store', 'telemetry'],
  ledger: ['access', 'store', 'telemetry'],
  files: ['access', 'store', 'telemetry'],
  queues: ['access', 'store', 'telemetry'],
  connectors: ['access', 'store', 'telemetry'],
  resolvers: ['schema', 'intake', 'reads', 'ledger', 'files', 'queues', 'access', 'store', 'telemetry'],
  jobs: ['intake', 'reads', 'ledger', 'files', 'queues', 'connectors', 'access', 'store', 'telemetry'],
  config: ['connectors'],
  processes: [
    'config',
    'resolvers',
    'jobs',
    'schema',
    'intake',
    'reads',
    'ledger',
    'files',
    'queues',
    'connectors',
    'access',
    'store',
    'telemetry',
  ],
  sample: ['connectors'],
};

const layers = Object.entries(MAY).map(([name, allowed]) => ({
  name: `layer-${name}`,
  severity: 'error',
  comment: `src/${name} may import only: ${[name, 'domain', ...allowed].join(', ')} (ARCHITECTURE.md, layers)`,
  from: { path: room(name) },
  to: { path: '^src/', pathNot: rooms(name, 'domain', ...allowed) },
}));

/** Above all rooms: commands and the demo put together whatever they want. */
const ABOVE = ['cli', 'demo'];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layers,
    {
      name: 'layer-unknown',
      severity: 'error',
      comment:
        'A folder under src/ has a place in the layers, here and in ARCHITECTURE.md, before it imports anything.',
      from: { path: '^src/', pathNot: rooms(...Object.keys(MAY), ...ABOVE) },
      to: {},
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Decorated classes in a cycle fail at start-up in compiled ESM while the tests pass.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'simulators-know-no-client',
      severity: 'error',
      comment: 'A simulator that shared the client’s schema would agree with its mistakes.',
      from: { path: '^src/connectors/(portals/([^/]+/simulator|simulation)|sources/simulation)/' },
      to: {
        path: '^src/',
        pathNot: '^src/connectors/(portals/([^/]+/simulator|simulation)|sources/simulation)/|^src/domain/',
      },
    },
    {
      name: 'connectors-know-no-sibling',
      severity: 'error',
      comment: 'A portal or a source is one folder; what two share lies in transport/ or in domain/.',
      from: {
        path: '^src/connectors/(portals|sources)/([^/]+)/',
        pathNot: '^src/connectors/(portals/simulation|sources/reading)/',
      },
      to: {
        path: '^src/connectors/(portals|sources)/',
        pathNot:
          '^src/connectors/$1/$2/|^src/connectors/(portals/simulation|sources/reading)/|^src/connectors/portals/[^/]+\\.ts$',
      },
    },
    {
      name: 'comparer-knows-nothing-of-the-hub',
      severity: 'error',
      comment: 'The comparer judges the hub from source files and portal states alone.',
      from: { path: '^src/demo/comparer/' },
      to: { path: '^src/', pathNot: '^src/demo/comparer/' },
    },
    {
      name: 'no-dev-dependencies-at-runtime',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
