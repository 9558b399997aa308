/** One module: the folder or file it is, what it may import besides itself, and what to tell whoever imports more. */
export interface Module {
  /** Path from the root: a folder with a slash at its end, or a file. Of several that fit a file, the longest counts. */
  readonly path: string;
  /** Paths of modules; one that ends in a slash allows all modules within. */
  readonly may: readonly string[];
  /** npm packages; `node:` stands for Node's own. */
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

/** Lowest first: what peering is, without I/O, clock or randomness. */
const SHARED: readonly Module[] = [
  shared('net', [], 'net is CIDR maths; it knows nothing of Azure and peering'),
  shared('arm', ['net'], 'arm knows ARM ids; it knows nothing of peering'),
  shared('topology', ['net', 'arm'], 'topology knows what there is; it knows nothing of what is built on it'),
  shared('routing', BASICS, 'routing says where prefixes and routes lead, not whether that is wrong'),
  m('shared/worlds/', [], [], 'a world is text'),
  shared('world', [...BASICS, 'shared/worlds/'], 'the fixture reader makes rows from text'),
  shared('health', [...BASICS, 'routing'], 'health, plan and hand-off know nothing of each other; they meet in preview'),
  shared('plan', [...BASICS, 'routing'], 'health, plan and hand-off know nothing of each other; they meet in preview'),
  shared('handoff', BASICS, 'health, plan and hand-off know nothing of each other; they meet in preview'),
  shared('shapes', [...BASICS, 'routing'], 'shapes are found in a topology, not in findings or plans'),
  shared('search', [...BASICS, 'shapes'], 'the filter language asks topology and shapes'),
  shared('goals', [...BASICS, 'shapes', 'plan'], 'goals come down to intents and are tried as plans'),
  shared('preview', [...BASICS, 'health', 'plan'], 'preview runs the rules on what a plan would leave'),
  shared('tour', [...BASICS, 'plan'], 'the tour looks at what Azure shows, never at findings'),
  shared('api', [...BASICS, 'health', 'plan'], 'api is the wire: the only place in shared that imports zod', ['zod']),
  m('shared/scripts/', ['shared/src/health/index.ts'], ['node:'], 'scripts of shared write files for rules'),
];

const server = (name: string, may: readonly string[], packages: readonly string[], sentence: string): Module =>
  m(`server/src/${name}`, ['shared/src/', ...may.map((one) => `server/src/${one}`)], packages, sentence);

const SERVER_BASE = ['clock.ts', 'failure.ts', 'in-parallel.ts', 'unread.ts'];

const SERVER: readonly Module[] = [
  server('clock.ts', [], ['node:'], 'the clock lies beneath everything'),
  server('failure.ts', [], [], 'failures lie beneath everything'),
  server('in-parallel.ts', [], [], 'in-parallel lies beneath everything'),
  server('unread.ts', ['failure.ts'], [], 'read errors lie beneath everything'),
  server('clouds.ts', [], [], 'clouds are a table'),
  server('config.ts', ['clouds.ts'], ['node:', 'zod'], 'the configuration is read once, from what it is given'),
  server(
    'store/',
    SERVER_BASE,
    ['node:', 'kysely', 'libsql', 'pg'],
    'only store/ knows the database; it knows nothing of Azure and of what it is for',
  ),
  server(
    'work/',
    [...SERVER_BASE, 'store/', 'work/'],
    ['node:'],
    'work/ declares the ports it needs and never sees who implements them, nor HTTP',
  ),
  server(
    'azure/',
    [...SERVER_BASE, 'work/ports.ts', 'azure/translate/'],
    [
      'node:',
      'zod',
      '@azure/arm-network',
      '@azure/arm-resources-subscriptions',
      '@azure/core-auth',
      '@azure/core-rest-pipeline',
      '@azure/identity',
    ],
    'only azure/ imports the SDK; it implements the ports of work/ and knows nothing else of it',
  ),
  server('work/ports.ts', SERVER_BASE, [], 'ports are declared where they are needed, in the words of the domain'),
  server(
    'file/',
    [...SERVER_BASE, 'azure/translate/', 'work/estate.ts', 'work/merge-rows.ts'],
    ['node:'],
    'file/ reads what azure/translate understands',
  ),
  server('azure/translate/', [...SERVER_BASE, 'work/ports.ts'], ['zod'], 'translation makes rows of ARM JSON, wherever that came from'),
  server('sandbox/', [...SERVER_BASE, 'work/colleague.ts'], ['node:'], 'the external actor of the sandbox is one more port'),
  server('work/estate.ts', SERVER_BASE, [], 'an estate is what one reading gave'),
  server('work/merge-rows.ts', SERVER_BASE, [], 'merging rows needs nothing but rows'),
  server('work/colleague.ts', SERVER_BASE, [], 'a port needs nothing but the domain'),
  server(
    'http/',
    [...SERVER_BASE, 'work/'],
    ['node:', 'express', 'express-rate-limit', 'helmet', 'pino', 'zod'],
    'http/ parses, calls work/ and replies; it never sees azure/ and store/',
  ),
  m(
    'server/src/check/',
    [
      ...['config.ts', 'open-source.ts', 'file/', 'work/', ...SERVER_BASE].map((one) => `server/src/${one}`),
      'server/package.json',
      'shared/src/',
    ],
    ['node:'],
    'the check opens a source and runs the rules',
  ),
  server('check-main.ts', ['check/', 'clock.ts'], ['node:'], 'the program is the check, and reads what it is started with'),
  m(
    'server/src/',
    ['server/src/', 'server/package.json', 'shared/src/'],
    ['node:', 'express', 'pino', 'pino-http'],
    'the root of the server puts the parts together',
  ),
  m('server/dist/', [], [], 'what is built imports nothing of ours'),
  m('server/bin/', ['tools/', 'server/dist/'], [], 'the command of a clone prepares it first'),
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
const OWN_MIND = 'the sandbox thinks for itself: of shared it may use net, arm, rows and the fixture reader';

const SANDBOX: readonly Module[] = [
  sandbox('clock.ts', [], ['node:'], 'the clock lies beneath everything'),
  sandbox('store/', ['clock.ts', ARM], ['node:'], `store/ is memory; it knows nothing of the wire. ${OWN_MIND}`),
  sandbox(
    'arm/',
    ['clock.ts', 'store/', ARM, NET],
    ['node:', 'express'],
    `arm/ is the wire; it knows no provider, no control and no identity. ${OWN_MIND}`,
  ),
  sandbox('network/', ['clock.ts', 'store/', 'arm/', ARM, NET], [], `behaviours know memory and answers. ${OWN_MIND}`),
  sandbox(
    'graph/',
    ['clock.ts', 'store/', 'arm/', 'network/', ARM],
    ['node:'],
    `Resource Graph shows what the providers show. ${OWN_MIND}`,
  ),
  sandbox('resources/', ['clock.ts', 'store/', 'arm/', 'graph/', ARM], [], `behaviours know memory and answers. ${OWN_MIND}`),
  sandbox('identity/', ['clock.ts', 'store/', 'arm/'], ['node:', 'express'], `identity hands out tokens. ${OWN_MIND}`),
  sandbox('seed/', ['store/', 'network/', ...WORLDS], [], `seeding fills memory from a world. ${OWN_MIND}`),
  sandbox(
    'tls/',
    [],
    ['node:', 'reflect-metadata', '@peculiar/asn1-schema', '@peculiar/asn1-x509', '@peculiar/x509'],
    'tls makes certificates',
  ),
  sandbox('pace.ts', ['store/', 'arm/'], [], OWN_MIND),
  sandbox('routes.ts', ['arm/', 'network/', 'resources/', 'graph/'], [], OWN_MIND),
  sandbox(
    'parts.ts',
    ['clock.ts', 'pace.ts', 'routes.ts', 'store/', 'arm/', 'control/faults.ts', 'graph/', 'identity/', 'seed/', ...WORLDS],
    ['node:'],
    `parts.ts makes what a sandbox is made of. ${OWN_MIND}`,
  ),
  sandbox('control/faults.ts', ['arm/', 'store/'], ['express'], OWN_MIND),
  sandbox(
    'control/',
    ['clock.ts', 'pace.ts', 'parts.ts', 'control/faults.ts', 'store/', 'arm/', 'network/', ...WORLDS],
    ['express'],
    `control changes a running sandbox from outside. ${OWN_MIND}`,
  ),
  m(
    'sandbox/src/',
    ['sandbox/src/', ...WORLDS],
    ['node:', 'express'],
    `wire, behaviours and memory meet in the root of the sandbox. ${OWN_MIND}`,
  ),
];

const UI_PACKAGES = ['react', '@fluentui/react-components', '@fluentui/react-icons'];
const LIB = ['client/src/lib/', 'client/src/ui/', 'shared/src/'];
const FEATURES_APART = 'features know nothing of each other; they meet in app/, in the URL, or in lib/ and shared/';

const feature = (name: string, packages: readonly string[] = []): Module =>
  m(`client/src/features/${name}/`, LIB, [...UI_PACKAGES, ...packages], FEATURES_APART);

const map = (name: string, may: readonly string[], sentence: string, packages: readonly string[] = []): Module =>
  m(`client/src/features/map/${name}`, [...LIB, ...may.map((one) => `client/src/features/map/${one}/`)], packages, sentence);

const CLIENT: readonly Module[] = [
  m('client/src/lib/format/', ['shared/src/'], [], 'lib/format puts things into words and signs; it has no state and asks nobody'),
  m(
    'client/src/lib/server/',
    ['client/src/lib/format/', 'shared/src/'],
    ['react', '@tanstack/react-query', 'zod'],
    'lib/server asks the server and keeps what it said',
  ),
  m(
    'client/src/lib/state/',
    ['client/src/lib/format/', 'client/src/lib/server/', 'client/src/ui/', 'shared/src/'],
    ['react', '@tanstack/react-router', 'zod'],
    'lib/state is what a person intends and looks at',
  ),
  m('client/src/ui/', ['client/src/lib/format/', 'shared/src/'], UI_PACKAGES, 'ui/ knows no estate, no server and no feature'),
  feature('connect', ['cmdk']),
  feature('goals'),
  feature('health', ['@tanstack/react-virtual']),
  feature('inspect', ['@tanstack/react-query']),
  feature('palette', ['cmdk']),
  feature('plan', ['@tanstack/react-query']),
  feature('search'),
  feature('status'),
  feature('table', ['@tanstack/react-virtual']),
  feature('tour', ['zod']),
  map('geometry/', [], 'geometry is points, boxes and levels of zoom'),
  map('placement/', ['geometry'], 'placement puts boxes beside each other; it knows no picture', ['d3-hierarchy']),
  map('model/', ['geometry', 'placement'], 'the model is what stands on the map, as data', ['react']),
  map('paint/', ['geometry', 'placement', 'model'], 'paint draws the model; it hears of no gesture'),
  map('cy/', ['geometry', 'model'], 'only cy/ imports cytoscape; the rest of the map is data', ['cytoscape']),
  map('export/', ['geometry', 'model', 'paint'], 'export draws what was painted once more', UI_PACKAGES),
  map(
    'interaction/',
    ['geometry', 'placement', 'model', 'paint', 'cy', 'export'],
    'interaction turns gestures into changes of the picture',
  ),
  map(
    'chrome/',
    ['geometry', 'placement', 'model', 'paint', 'export', 'interaction'],
    'chrome is what stands around and above the canvas',
    UI_PACKAGES,
  ),
  map('index.ts', ['chrome', 'model', 'paint', 'placement', 'export'], 'the index says what of the map is for app/'),
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
    'commands know what they do, not where they are shown',
  ),
  m(
    'client/src/app/',
    ['client/src/app/', 'client/src/features/*/index.ts', ...LIB],
    [...UI_PACKAGES, 'react-dom', '@tanstack/react-query', '@tanstack/react-router'],
    'app/ imports the index of a feature, and no other file of it',
  ),
];

const tests = (path: string, may: readonly string[], packages: readonly string[]): Module =>
  m(path, may, ['node:', 'vitest', 'fast-check', ...packages], 'tests use the index of other packages, as any program does');

/** What only tests use: test files, and the folders `testing` and `test`. By the package that they belong to. */
export const TESTS: readonly Module[] = [
  tests('shared/', ['shared/'], ['cidr-tools', 'zod']),
  tests(
    'sandbox/',
    ['sandbox/', 'shared/src/'],
    [
      '@azure/arm-network',
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
    ['server/', 'shared/', 'sandbox/src/index.ts'],
    ['@azure/arm-resources-subscriptions', '@azure/core-rest-pipeline', 'express', 'libsql', 'pg', 'pino', 'kysely'],
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
  m('client/vite.config.ts', [], ['vite', '@vitejs/plugin-react'], 'a configuration imports its tool'),
  m('vitest.config.ts', [], ['node:', 'vitest'], 'a configuration imports its tool'),
  m(
    'e2e/',
    ['shared/src/', 'sandbox/src/index.ts'],
    ['node:', '@azure/arm-network', '@playwright/test', '@sparticuz/chromium', 'axe-core'],
    'journeys run the product; they import none of it',
  ),
  m(
    'bench/',
    ['shared/src/', 'client/src/features/map/', 'e2e/'],
    ['node:', '@playwright/test', 'cytoscape', 'cytoscape-fcose'],
    'measurements run the product, or the pure part of it',
  ),
  m('tools/', [], ['node:', 'esbuild', 'vite', 'oxc-parser'], 'tools run on what npm has installed; start and prepare without even that'),
];
