/** A module: its folder or file, its allowed imports besides itself, and the message for other imports. */
export interface Module {
  /** Path from the root: a folder with a trailing slash, or a file. The longest match counts. */
  readonly path: string;
  /** Paths of modules; a trailing slash allows all modules inside. */
  readonly may: readonly string[];
  /** npm packages; `node:` means Node's built-in modules. */
  readonly packages?: readonly string[];
  readonly sentence: string;
}

const m = (path: string, may: readonly string[], packages: readonly string[], sentence: string): Module => ({
  path,
  may,
  packages,
  sentence,
});

const shared = (name: string, may: readonly string[], sentence: string, packages: readonly string[] = []): Module =>
  m(
    `shared/src/${name}/`,
    may.map((one) => (one.includes('/') ? one : `shared/src/${one}/index.ts`)),
    packages,
    sentence,
  );

const BASICS = ['net', 'arm', 'topology'];

/** Lowest first: the pure domain, without I/O, clock or randomness. */
const SHARED: readonly Module[] = [
  shared('net', [], 'net is CIDR maths, independent of Azure and peering'),
  shared('arm', ['net'], 'arm is about ARM ids, independent of peering'),
  shared('topology', ['net', 'arm'], 'topology is the model; it must not import what is built on it'),
  shared('routing', BASICS, 'routing computes where prefixes and routes lead; judging that belongs to health'),
  shared('reach', [...BASICS, 'routing'], 'reach computes effective routes and paths; judging them belongs to health'),
  shared('expectations', ['net', 'reach'], 'expectations are questions with the answers that must follow; only they read YAML', ['yaml']),
  m('shared/worlds/', [], [], 'a fixture is text'),
  shared('world', [...BASICS, 'shared/worlds/'], 'the fixture reader turns text into rows'),
  shared('health', [...BASICS, 'routing', 'reach'], 'health, plan and hand-off are independent of each other; preview composes them'),
  shared('plan', [...BASICS, 'routing'], 'health, plan and hand-off are independent of each other; preview composes them'),
  shared('handoff', BASICS, 'health, plan and hand-off are independent of each other; preview composes them'),
  shared('shapes', [...BASICS, 'routing'], 'shapes are detected in a topology, not in findings or plans'),
  shared(
    'addresses',
    [...BASICS, 'routing'],
    'the address plan says which prefixes are taken, by whom, and what is free; judging that belongs to health',
  ),
  shared('search', [...BASICS, 'shapes'], 'the filter language depends on topology and shapes only'),
  shared('goals', [...BASICS, 'shapes', 'plan'], 'goals become intents and are evaluated as plans'),
  shared(
    'preview',
    [...BASICS, 'routing', 'health', 'plan', 'handoff', 'reach'],
    'preview runs the rules and the engine of Reach on the result of a plan and of changes of route tables',
  ),
  shared('diff', [...BASICS, 'health', 'reach'], 'diff compares two readings and what the rules find in them'),
  shared('export', [...BASICS, 'health'], 'export writes what was read for others; it reads of health which tags a rule recognises'),
  shared('tour', [...BASICS, 'plan'], 'the tour reads what Azure shows, never findings'),
  shared('api', [...BASICS, 'health', 'plan'], 'api is the wire format: the only place in shared that imports zod', ['zod']),
  m('shared/scripts/', ['shared/src/health/index.ts'], ['node:'], 'scripts of shared create rule files'),
];

const server = (name: string, may: readonly string[], packages: readonly string[], sentence: string): Module =>
  m(`server/src/${name}`, ['shared/src/', ...may.map((one) => `server/src/${one}`)], packages, sentence);

const SERVER_BASE = ['backoff.ts', 'clock.ts', 'failure.ts', 'map-in-parallel.ts', 'read-error.ts'];

const SERVER: readonly Module[] = [
  server('clock.ts', [], ['node:'], 'the clock is below everything'),
  server('backoff.ts', [], [], 'the backoff is arithmetic'),
  server('failure.ts', ['clock.ts'], [], 'failures are below everything'),
  server('map-in-parallel.ts', [], [], 'mapInParallel is below everything'),
  server('read-error.ts', ['failure.ts'], [], 'read errors are below everything'),
  server('clouds.ts', [], [], 'clouds are a table'),
  server('config.ts', ['clouds.ts'], ['node:', 'zod'], 'the configuration is parsed once, from its arguments'),
  server(
    'store/',
    SERVER_BASE,
    ['node:', 'kysely', 'libsql', 'pg'],
    'only store/ uses the database; it is independent of Azure and of its callers',
  ),
  server(
    'work/',
    [...SERVER_BASE, 'store/', 'work/'],
    ['node:'],
    'work/ declares the ports it needs and is independent of their implementations and of HTTP',
  ),
  server(
    'analysis/',
    [...SERVER_BASE, 'work/analysis.ts', 'work/change/plan-request.ts'],
    ['node:'],
    'analysis/ computes, in a thread of its own; it implements a port of work/ and reads and stores nothing',
  ),
  server('analysis/thread-from-sources.mjs', ['analysis/thread.ts'], ['tsx'], 'the thread is compiled in development only'),
  server(
    'azure/',
    [...SERVER_BASE, 'work/ports.ts', 'azure/kinds/', 'azure/translate/', 'azure/wire.ts'],
    [
      'node:',
      'zod',
      '@azure/arm-network',
      '@azure/arm-resources-subscriptions',
      '@azure/core-auth',
      '@azure/core-rest-pipeline',
      '@azure/identity',
    ],
    'only azure/ imports the SDK; of work/ it imports the ports that it implements, and nothing else',
  ),
  server(
    'work/analysis.ts',
    ['work/estate.ts', 'work/ports.ts', 'work/change/plan-request.ts'],
    [],
    'a port depends on the domain and on other ports only',
  ),
  server('work/change/plan-request.ts', [], [], 'a request depends on the domain only'),
  server('work/ports.ts', SERVER_BASE, [], 'ports are declared where they are needed, in domain terms'),
  server(
    'file/',
    [...SERVER_BASE, 'azure/translate/', 'work/estate.ts', 'work/merge-rows.ts', 'work/opened-files.ts'],
    ['node:', 'tinyglobby'],
    'file/ reads files with azure/translate',
  ),
  server('azure/wire.ts', [], [], 'accessors of JSON know nothing of resources'),
  server('azure/kinds/', ['azure/wire.ts'], [], 'a kind describes how it is read, independent of who reads it'),
  server(
    'azure/translate/',
    [...SERVER_BASE, 'work/ports.ts', 'azure/kinds/', 'azure/wire.ts'],
    ['zod'],
    'translation turns ARM JSON from any source into rows',
  ),
  server('sandbox/', [...SERVER_BASE, 'work/external-actor.ts'], ['node:'], 'the external actor of the sandbox is a port'),
  server('work/opened-files.ts', SERVER_BASE, [], 'a port depends on the domain only'),
  server('work/estate.ts', SERVER_BASE, [], 'an estate is the result of one read'),
  server('work/merge-rows.ts', SERVER_BASE, [], 'merging rows depends on rows only'),
  server('work/external-actor.ts', SERVER_BASE, [], 'a port depends on the domain only'),
  server(
    'http/',
    [...SERVER_BASE, 'work/'],
    ['node:', 'express', 'express-rate-limit', 'helmet', 'pino', 'zod'],
    'http/ parses, calls work/ and replies; it must not import azure/ or store/',
  ),
  server('read-source.ts', ['clock.ts', 'config.ts', 'failure.ts', 'open-source.ts', 'work/estate.ts'], [], 'a source is read once'),
  server('program/', ['clock.ts', 'failure.ts'], ['node:'], 'how a program that runs once prints and ends, independent of what it does'),
  m(
    'server/src/check/',
    [
      ...['config.ts', 'read-source.ts', 'file/', 'program/', 'reach/', 'work/', ...SERVER_BASE].map((one) => `server/src/${one}`),
      'server/package.json',
      'shared/src/',
    ],
    ['node:'],
    'the check opens a source and runs the rules',
  ),
  server(
    'reach/',
    [...SERVER_BASE, 'config.ts', 'read-source.ts', 'azure/translate/', 'file/', 'program/', 'work/estate.ts'],
    ['node:'],
    'the commands of Reach open a source and ask the engine',
  ),
  server('reach-main.ts', ['program/', 'reach/'], [], 'the entry point runs the command'),
  server('check-main.ts', ['check/', 'program/'], [], 'the entry point runs the check'),
  m(
    'server/src/',
    ['server/src/', 'server/package.json', 'shared/src/'],
    ['node:', 'express', 'pino', 'pino-http'],
    'the root of the server wires the modules together',
  ),
  m('server/dist/', [], [], 'build output imports no source'),
  m('server/bin/', ['tools/', 'server/dist/'], [], 'the command of a clone prepares the clone first'),
  m('server/package.json', [], [], 'package.json imports nothing'),
];

const sandbox = (name: string, may: readonly string[], packages: readonly string[], sentence: string): Module =>
  m(
    `sandbox/src/${name}`,
    may.map((one) => (one.startsWith('shared/') ? one : `sandbox/src/${one}`)),
    packages,
    sentence,
  );

const NET = 'shared/src/net/';
const ARM = 'shared/src/arm/';
const WORLDS = [NET, ARM, 'shared/src/topology/', 'shared/src/world/'];
const INDEPENDENT = 'the sandbox thinks for itself: of shared it may use net, arm, rows and the fixture reader';

const SANDBOX: readonly Module[] = [
  sandbox('clock.ts', [], ['node:'], 'the clock is below everything'),
  sandbox('store/', ['clock.ts', ARM], ['node:'], `store/ is memory, independent of the wire. ${INDEPENDENT}`),
  sandbox(
    'arm/',
    ['clock.ts', 'store/', ARM, NET],
    ['node:', 'express'],
    `arm/ is the wire, independent of providers, control and identity. ${INDEPENDENT}`,
  ),
  sandbox(
    'kinds/',
    ['store/', 'arm/', 'addressing/', 'routing/', ARM, NET, 'shared/src/topology/'],
    [],
    `a kind is its types, its form on the wire and what Azure refuses. ${INDEPENDENT}`,
  ),
  sandbox('addressing/', ['store/', ARM, NET], [], `addresses and prefixes are below the kinds. ${INDEPENDENT}`),
  sandbox(
    'network/peering-view.ts',
    ['store/', 'network/peering-lifecycle.ts', ARM],
    [],
    `the state of halves is derived from memory only. ${INDEPENDENT}`,
  ),
  sandbox('network/peering-lifecycle.ts', [], [], `the lifecycle is a function of two halves. ${INDEPENDENT}`),
  sandbox(
    'routing/',
    ['store/', 'addressing/', 'network/peering-view.ts', ARM, NET],
    [],
    `routing derives the routes of gateways from memory. ${INDEPENDENT}`,
  ),
  sandbox(
    'network/',
    ['clock.ts', 'network/', 'store/', 'arm/', 'addressing/', 'kinds/', 'routing/', ARM, NET],
    [],
    `behaviours depend on memory and responses only. ${INDEPENDENT}`,
  ),
  sandbox(
    'effective/',
    ['clock.ts', 'store/', 'arm/', 'addressing/', 'routing/', 'kinds/', 'network/', ARM, NET],
    [],
    `effective routes and rules follow from what is stored. ${INDEPENDENT}`,
  ),
  sandbox(
    'graph/',
    ['clock.ts', 'store/', 'arm/', 'network/', ARM],
    ['node:'],
    `Resource Graph shows the views of the providers. ${INDEPENDENT}`,
  ),
  sandbox(
    'resources/',
    ['clock.ts', 'store/', 'arm/', 'kinds/', 'graph/', 'network/', ARM],
    [],
    `behaviours depend on memory and responses only. ${INDEPENDENT}`,
  ),
  sandbox('identity/', ['clock.ts', 'store/', 'arm/'], ['node:', 'express'], `identity issues tokens. ${INDEPENDENT}`),
  sandbox('seed/', ['store/', 'network/', 'kinds/', 'routing/', ...WORLDS], [], `seeding fills memory from a fixture. ${INDEPENDENT}`),
  sandbox(
    'tls/',
    [],
    ['node:', 'reflect-metadata', '@peculiar/asn1-schema', '@peculiar/asn1-x509', '@peculiar/x509'],
    'tls creates certificates',
  ),
  sandbox('latency-profiles.ts', ['store/', 'arm/'], [], INDEPENDENT),
  sandbox('routes.ts', ['arm/', 'network/', 'effective/', 'resources/', 'graph/'], [], INDEPENDENT),
  sandbox(
    'context.ts',
    ['clock.ts', 'latency-profiles.ts', 'routes.ts', 'store/', 'arm/', 'control/faults.ts', 'graph/', 'identity/', 'seed/', ...WORLDS],
    ['node:'],
    `context.ts creates the components of a sandbox. ${INDEPENDENT}`,
  ),
  sandbox('control/faults.ts', ['arm/', 'store/'], ['express'], INDEPENDENT),
  sandbox(
    'control/',
    ['clock.ts', 'latency-profiles.ts', 'context.ts', 'control/faults.ts', 'store/', 'arm/', 'network/', ...WORLDS],
    ['express'],
    `control changes a running sandbox from outside. ${INDEPENDENT}`,
  ),
  m(
    'sandbox/src/',
    ['sandbox/src/', ...WORLDS],
    ['node:', 'express'],
    `the root of the sandbox composes wire, behaviours and memory. ${INDEPENDENT}`,
  ),
];

const UI_PACKAGES = ['react', '@fluentui/react-components', '@fluentui/react-icons'];
const LIB = ['client/src/lib/', 'client/src/ui/', 'shared/src/'];
const FEATURES_INDEPENDENT = 'features are independent of each other; they meet in app/, in the URL, or in lib/ and shared/';

const feature = (name: string, packages: readonly string[] = []): Module =>
  m(`client/src/features/${name}/`, LIB, [...UI_PACKAGES, ...packages], FEATURES_INDEPENDENT);

const map = (name: string, may: readonly string[], sentence: string, packages: readonly string[] = []): Module =>
  m(`client/src/features/map/${name}`, [...LIB, ...may.map((one) => `client/src/features/map/${one}/`)], packages, sentence);

const CLIENT: readonly Module[] = [
  m('client/src/lib/format/', ['shared/src/'], [], 'lib/format turns data into text and icons; it has no state and makes no requests'),
  m(
    'client/src/lib/server/',
    ['client/src/lib/format/', 'client/package.json', 'shared/src/'],
    ['react', '@tanstack/react-query', 'zod'],
    'lib/server talks to the server and caches its responses',
  ),
  m('client/package.json', [], [], 'package.json imports nothing'),
  m(
    'client/src/lib/state/',
    ['client/src/lib/format/', 'client/src/lib/server/', 'client/src/ui/', 'shared/src/'],
    ['react', '@tanstack/react-router', 'zod'],
    'lib/state is what a person intends and looks at',
  ),
  m(
    'client/src/ui/',
    ['client/src/lib/format/', 'shared/src/'],
    [...UI_PACKAGES, '@tanstack/react-virtual', 'cmdk'],
    'ui/ is independent of estate, server and features',
  ),
  feature('addresses'),
  feature('connect'),
  feature('files', ['@tanstack/react-query']),
  feature('goals'),
  feature('health'),
  feature('inspect', ['@tanstack/react-query']),
  feature('palette'),
  feature('plan', ['@tanstack/react-query']),
  feature('reach'),
  feature('search'),
  feature('status'),
  feature('table'),
  feature('tour', ['zod']),
  map('geometry/', [], 'geometry is points, boxes and zoom levels'),
  map('placement/', ['geometry'], 'placement positions boxes, independent of the picture', ['d3-hierarchy']),
  map('model/', ['geometry', 'placement'], 'the model is the content of the map, as data', ['react']),
  map('paint/', ['geometry', 'placement', 'model'], 'paint draws the model, independent of gestures'),
  map('cy/', ['geometry', 'model'], 'only cy/ imports cytoscape; the rest of the map is data', ['cytoscape']),
  map('export/', ['geometry', 'model', 'paint'], 'export renders the map to a file', UI_PACKAGES),
  map('interaction/', ['geometry', 'placement', 'model', 'paint', 'cy', 'export'], 'interaction turns gestures into changes of the scene'),
  map(
    'chrome/',
    ['geometry', 'placement', 'model', 'paint', 'export', 'interaction'],
    'chrome is the UI around and above the canvas',
    UI_PACKAGES,
  ),
  map('index.ts', ['chrome', 'model', 'paint', 'placement', 'export'], 'the index exports what app/ may use of the map'),
  m(
    'client/src/app/lazy.ts',
    ['client/src/features/*/index.ts'],
    ['react'],
    'app/ imports the index of a feature, and no other file of it',
  ),
  m(
    'client/src/app/commands/',
    ['client/src/app/lazy.ts', 'client/src/features/*/index.ts', ...LIB],
    UI_PACKAGES,
    'commands are independent of where they are shown',
  ),
  m(
    'client/src/app/',
    ['client/src/app/', 'client/src/features/*/index.ts', ...LIB],
    [...UI_PACKAGES, 'react-dom', '@tanstack/react-query', '@tanstack/react-router'],
    'app/ imports the index of a feature, and no other file of it',
  ),
];

const tests = (path: string, may: readonly string[], packages: readonly string[]): Module =>
  m(path, may, ['node:', 'vitest', 'fast-check', ...packages], 'tests import the index of other packages, as any program does');

/** Test-only code, by package: test files, and the folders `testing` and `test`. */
export const TESTS: readonly Module[] = [
  tests('shared/', ['shared/'], ['cidr-tools', 'zod']),
  tests(
    'sandbox/',
    ['sandbox/', 'shared/src/'],
    [
      '@azure/arm-dns',
      '@azure/arm-dnsresolver',
      '@azure/arm-network',
      '@azure/arm-privatedns',
      '@azure/arm-resources',
      '@azure/arm-resources-subscriptions',
      '@azure/core-rest-pipeline',
      '@azure/identity',
      '@peculiar/x509',
      'reflect-metadata',
      'express',
    ],
  ),
  tests(
    'server/',
    ['server/', 'shared/', 'sandbox/src/index.ts', 'sandbox/test/random-estate.ts'],
    [
      '@azure/arm-network',
      '@azure/arm-resources-subscriptions',
      '@azure/core-rest-pipeline',
      'express',
      'libsql',
      'pg',
      'pino',
      'kysely',
      'tsx',
    ],
  ),
  tests(
    'client/',
    ['client/', 'shared/src/'],
    [
      ...UI_PACKAGES,
      '@tanstack/react-query',
      '@tanstack/react-router',
      '@testing-library/react',
      '@testing-library/user-event',
      'cytoscape',
      'react-dom',
    ],
  ),
  tests('tools/', ['tools/'], ['oxc-parser']),
];

export const MODULES: readonly Module[] = [
  ...SHARED,
  ...SERVER,
  ...SANDBOX,
  ...CLIENT,
  m('client/vite.config.ts', [], ['vite', '@vitejs/plugin-react'], 'a configuration imports its tool only'),
  m('vitest.config.ts', [], ['node:', 'vitest'], 'a configuration imports its tool only'),
  m(
    'e2e/',
    ['shared/src/', 'sandbox/src/index.ts'],
    ['node:', '@azure/arm-network', '@playwright/test', '@sparticuz/chromium', 'axe-core', 'puppeteer-core'],
    'journeys run the product; they must not import it',
  ),
  m(
    'bench/',
    ['shared/src/', 'client/src/features/map/', 'e2e/'],
    ['node:', '@playwright/test', 'cytoscape', 'cytoscape-fcose'],
    'benchmarks run the product, or its pure part',
  ),
  m('tools/', [], ['node:', 'esbuild', 'vite', 'oxc-parser'], 'tools use installed packages only; start and prepare use none'),
];
