import { describe, expect, it } from 'vitest';
import { checkImports, type Sources } from './check-imports.ts';
import { MODULES, type Module } from './import-rules.ts';
import { listSources } from './list-sources.ts';

const real = listSources();

/** Adds files to the real source tree, by path and content. */
const withPlanted = (planted: Readonly<Record<string, string>>): Sources => ({
  files: [...new Set([...real.files, ...Object.keys(planted)])],
  read: (file) => planted[file] ?? real.read(file),
});

const offencesOf = (planted: Readonly<Record<string, string>>) =>
  checkImports(withPlanted(planted)).map(({ file, text }) => ({ file, text }));

const value = (specifier: string) => `import { x } from '${specifier}';\nexport const y = x;\n`;
const type = (specifier: string) => `import type { X } from '${specifier}';\nexport type Y = X;\n`;
const reexport = (specifier: string) => `export { x } from '${specifier}';\n`;
const called = (specifier: string) => `export const load = () => import('${specifier}');\n`;
const inType = (specifier: string) => `export type X = typeof import('${specifier}');\n`;
const worker = (specifier: string) => `export const start = () => new Worker(new URL('${specifier}', import.meta.url));\n`;

/** Forbidden imports: file, import statement, and part of the expected error message. */
const VIOLATIONS: readonly (readonly [file: string, text: string, sentence: string])[] = [
  ['shared/src/net/p1.ts', value('../arm/index.ts'), 'independent of Azure'],
  ['shared/src/net/p2.ts', type('../topology/index.ts'), 'independent of Azure'],
  ['shared/src/arm/p1.ts', value('../topology/index.ts'), 'independent of peering'],
  ['shared/src/topology/p1.ts', type('../world/index.ts'), 'what is built on it'],
  ['shared/src/topology/p2.ts', value('../routing/index.ts'), 'what is built on it'],
  ['shared/src/topology/p3.ts', value('node:fs'), 'what is built on it'],
  ['shared/src/routing/p1.ts', value('../health/index.ts'), 'judging that belongs to health'],
  ['shared/src/health/p1.ts', value('../plan/index.ts'), 'preview composes them'],
  ['shared/src/plan/p1.ts', type('../health/index.ts'), 'preview composes them'],
  ['shared/src/handoff/p1.ts', value('../plan/index.ts'), 'preview composes them'],
  ['shared/src/shapes/p1.ts', value('../health/index.ts'), 'not in findings or plans'],
  ['shared/src/shapes/p2.ts', value('../routing/routes.ts'), 'not in findings or plans'],
  ['shared/src/search/p1.ts', value('zod'), 'topology and shapes only'],
  ['shared/src/goals/p1.ts', reexport('../preview/index.ts'), 'evaluated as plans'],
  ['shared/src/tour/p1.ts', value('../health/index.ts'), 'never findings'],
  ['shared/src/world/p1.ts', value('../plan/index.ts'), 'text into rows'],
  ['shared/src/api/p1.ts', value('express'), 'the only place in shared that imports zod'],
  ['shared/src/plan/p2.ts', value('@peerscape/server'), 'preview composes them'],
  ['shared/src/new-module/p1.ts', 'export const x = 1;\n', 'covers this file'],
  ['server/src/work/p1.ts', value('../azure/index.ts'), 'independent of their implementations'],
  ['server/src/work/p2.ts', type('../azure/half-port.ts'), 'independent of their implementations'],
  ['server/src/work/p3.ts', value('kysely'), 'independent of their implementations'],
  ['server/src/work/p4.ts', value('../http/problem.ts'), 'independent of their implementations'],
  ['server/src/work/p5.ts', value('./access.test.ts'), 'only tests use'],
  ['server/src/work/p6.ts', value('../store/testing/samples.ts'), 'only tests use'],
  ['server/src/azure/p1.ts', value('../work/snapshot-service.ts'), 'and nothing else'],
  ['server/src/azure/p2.ts', value('../store/index.ts'), 'and nothing else'],
  ['server/src/azure/p3.ts', value('pg'), 'and nothing else'],
  ['server/src/azure/translate/p1.ts', value('@azure/arm-network'), 'from any source'],
  ['server/src/store/p1.ts', value('../azure/index.ts'), 'independent of Azure'],
  ['server/src/store/p2.ts', type('../work/services.ts'), 'independent of Azure'],
  ['server/src/http/p1.ts', value('../azure/index.ts'), 'must not import azure/'],
  ['server/src/http/p2.ts', inType('../store/index.ts'), 'must not import azure/'],
  ['server/src/http/p3.ts', value('libsql'), 'must not import azure/'],
  ['server/src/file/p1.ts', value('../azure/index.ts'), 'with azure/translate'],
  ['server/src/check/p1.ts', value('../store/index.ts'), 'runs the rules'],
  ['server/src/failure-p1/p1.ts', value('@peerscape/sandbox'), 'wires the modules together'],
  ['server/src/p1.ts', value('../../shared/src/topology/build.ts'), 'by its name'],
  ['server/src/p2.ts', value('@peerscape/shared/src/topology/build.ts'), 'does not export'],
  ['sandbox/src/arm/p1.ts', value('../control/fields.ts'), 'independent of providers'],
  ['sandbox/src/arm/p2.ts', type('../identity/token-service.ts'), 'independent of providers'],
  ['sandbox/src/arm/p3.ts', value('../network/find.ts'), 'independent of providers'],
  ['sandbox/src/store/p1.ts', value('../arm/operation-handler.ts'), 'independent of the wire'],
  ['sandbox/src/network/p1.ts', value('@peerscape/shared/health'), 'thinks for itself'],
  ['sandbox/src/network/p2.ts', type('@peerscape/shared/plan'), 'thinks for itself'],
  ['sandbox/src/network/p3.ts', value('@peerscape/shared/topology'), 'thinks for itself'],
  ['sandbox/src/network/p4.ts', value('../control/fields.ts'), 'thinks for itself'],
  ['sandbox/src/p1.ts', value('@peerscape/shared/routing'), 'thinks for itself'],
  ['client/src/ui/p1.ts', value('../lib/state/focused-item.ts'), 'independent of estate'],
  ['client/src/ui/p2.ts', value('../features/map/index.ts'), 'independent of estate'],
  ['client/src/lib/format/p1.ts', value('../state/focused-item.ts'), 'makes no requests'],
  ['client/src/lib/format/p2.ts', value('react'), 'makes no requests'],
  ['client/src/lib/server/p1.ts', type('../state/focused-item.ts'), 'talks to the server'],
  ['client/src/lib/state/p1.ts', value('../../features/plan/index.ts'), 'intends and looks at'],
  ['client/src/lib/new-drawer/p1.ts', 'export const x = 1;\n', 'covers this file'],
  ['client/src/features/connect/p1.ts', value('../goals/index.ts'), 'meet in app/'],
  ['client/src/features/goals/p1.ts', type('../connect/describe-placement.ts'), 'meet in app/'],
  ['client/src/features/health/list/p1.ts', value('../../tour/index.ts'), 'meet in app/'],
  ['client/src/features/inspect/p1.ts', value('../map/index.ts'), 'meet in app/'],
  ['client/src/features/plan/p1.ts', value('../../app/lazy.ts'), 'meet in app/'],
  ['client/src/features/table/p1.ts', value('@azure/arm-network'), 'meet in app/'],
  ['client/src/features/routes/p1.ts', 'export const x = 1;\n', 'covers this file'],
  ['client/src/features/map/model/p1.ts', value('cytoscape'), 'data'],
  ['client/src/features/map/model/p2.ts', value('../paint/paint-context.ts'), 'as data'],
  ['client/src/features/map/paint/p1.ts', value('../interaction/camera.ts'), 'independent of gestures'],
  ['client/src/features/map/geometry/p1.ts', value('../model/scene.ts'), 'zoom levels'],
  ['client/src/features/map/placement/p1.ts', worker('../model/scene.ts'), 'independent of the picture'],
  ['client/src/features/map/cy/p1.ts', value('../paint/paint-context.ts'), 'only cy/'],
  ['client/src/features/map/export/p1.ts', value('../interaction/focus.ts'), 'to a file'],
  ['client/src/features/map/interaction/p1.ts', value('../chrome/tooltip.tsx'), 'gestures'],
  ['client/src/features/map/p1.ts', 'export const x = 1;\n', 'covers this file'],
  ['client/src/app/shell/p1.ts', called('../../features/map/chrome/map-view.tsx'), 'the index of a feature'],
  ['client/src/app/commands/p1.ts', value('../shell/shell.tsx'), 'independent of where they are shown'],
  ['client/src/app/p1.ts', value('@peerscape/sandbox'), 'the index of a feature'],
  ['client/src/app/p2.ts', value('node:fs'), 'the index of a feature'],
  ['server/test/p1.test.ts', value('../../sandbox/src/control/external-actor.ts'), 'by its name'],
  ['server/test/p2.test.ts', value('@testing-library/react'), 'as any program does'],
  ['sandbox/test/p1.test.ts', value('@peerscape/server'), 'as any program does'],
  ['client/src/app/p3.test.tsx', value('@peerscape/sandbox'), 'as any program does'],
  ['shared/src/net/p3.test.ts', value('react'), 'as any program does'],
  ['e2e/p1.ts', value('../client/src/lib/format/format.ts'), 'must not import it'],
  ['bench/p1.ts', value('../server/src/start.ts'), 'by its name'],
  ['tools/p1.mjs', value('../server/src/start.ts'), 'by its name'],
  ['scripts/p1.ts', 'export const x = 1;\n', 'covers this file'],
  ['p1.mjs', 'export const x = 1;\n', 'covers this file'],
];

describe('the import rules', () => {
  it('hold for every file of the project', () => {
    expect(checkImports(real)).toEqual([]);
  });

  const planted = Object.fromEntries(VIOLATIONS.map(([file, text]) => [file, text]));
  const found = offencesOf(planted);

  it.each(VIOLATIONS)('%s is stopped: %j', (file, _text, sentence) => {
    expect(found.filter((offence) => offence.file === file).map(({ text }) => text)).toEqual([expect.stringContaining(sentence)]);
  });

  it('stop nothing that was not planted', () => {
    expect(found.filter(({ file }) => !(file in planted))).toEqual([]);
  });

  it('reject every import between two folders that the table does not allow', () => {
    const folders = MODULES.filter(({ path }) => path.endsWith('/') && /^(shared|server|sandbox|client)\/src\//.test(path));
    const pairs = folders.flatMap((from) =>
      folders.filter((to) => to !== from && packageOf(to) === packageOf(from)).map((to) => [from, to] as const),
    );
    const fileOf = (module: Module, name: string) => `${module.path}zz-${name}.ts`;
    const texts = Object.fromEntries([
      ...folders.map((to) => [fileOf(to, 'target'), 'export const x = 1;\n']),
      ...folders.map((from, i) => [
        fileOf(from, 'source'),
        folders
          .filter((to) => to !== from && packageOf(to) === packageOf(from))
          .map((to, k) => `import { x as x${i}_${k} } from '${'../'.repeat(from.path.split('/').length - 1)}${fileOf(to, 'target')}';\n`)
          .join(''),
      ]),
    ]);
    const stopped = offencesOf(texts).map(({ file, text }) => `${file} ${/imports (?:\.\.\/)+(\S+):/.exec(text)?.[1]}`);
    const expected = pairs
      .filter(
        ([from, to]) => !from.may.some((may) => (may.endsWith('/') ? fileOf(to, 'target').startsWith(may) : may === fileOf(to, 'target'))),
      )
      .map(([from, to]) => `${fileOf(from, 'source')} ${fileOf(to, 'target')}`);
    expect(expected.length).toBeGreaterThan(300);
    expect(expected.filter((one) => !stopped.includes(one))).toEqual([]);
  });

  it('reject import cycles between modules and name the cycle', () => {
    const cycle = offencesOf({
      'client/src/features/map/model/p9.ts': value('../placement/p9.ts'),
      'client/src/features/map/placement/p9.ts': 'export const x = 1;\n',
      'server/src/p9.ts': value('./check/run-check.ts'),
      'server/src/check/p9.ts': value('../read-source.ts'),
    });
    expect(cycle.map(({ text }) => text).join()).toMatch(/\(server\/src\/check\/ → .*server\/src\/ → server\/src\/check\/\)/);
  });

  it('refer only to paths of other entries', () => {
    const known = MODULES.map(({ path }) => path);
    const lost = MODULES.flatMap(({ may }) => may).filter(
      (may) => !may.includes('*') && !known.some((path) => path.startsWith(may) || may.startsWith(path)),
    );
    expect(lost).toEqual([]);
    expect(known.filter((path, i) => known.indexOf(path) !== i)).toEqual([]);
  });

  it('have a message in each entry', () => {
    expect(MODULES.filter(({ sentence }) => sentence.length < 10)).toEqual([]);
  });
});

const packageOf = ({ path }: Module): string => path.split('/', 1)[0] ?? '';
