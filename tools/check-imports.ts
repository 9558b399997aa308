import path from 'node:path';
import { parseSync } from 'oxc-parser';
import { MODULES, type Module, TESTS } from './import-rules.ts';

/** A tree of source files: their paths from the root, with slashes, and a function that reads one. */
export interface Sources {
  readonly files: readonly string[];
  readonly read: (file: string) => string;
}

export interface Offence {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

const CODE = /\.(ts|tsx|mts|js|mjs|cjs)$/;
const TEST = /\.(test|spec)\.tsx?$|(^|\/)(testing|test)\//;
const NOT_COVERED = 'no entry of tools/import-rules.ts covers this file; add one with its allowed imports';
const ONLY_FOR_TESTS = 'product code must not import what only tests use';
const BY_NAME = 'import another package by its name, so that only its exports are used';
const CYCLE = 'these modules import each other; move what both need into a lower module';

/** Checks every import of every source file, types included, against the table. Returns imports that no entry allows, and cycles. */
export function checkImports({ files, read }: Sources): readonly Offence[] {
  const exportsOf = packageExports(read, files);
  const edges = new Map<Module, Map<Module, Offence>>();
  const offences = files
    .filter((file) => CODE.test(file))
    .flatMap((file): readonly Offence[] => {
      const from = moduleOf(file);
      if (!from) return [{ file, line: 1, text: NOT_COVERED }];
      const source = read(file);
      return importsOf(file, source).flatMap(({ specifier, at }) => {
        const offence = (text: string): readonly Offence[] => [
          { file, line: source.slice(0, at).split('\n').length, text: `imports ${specifier}: ${text}` },
        ];
        const target = targetOf(file, specifier, exportsOf);
        if (target.kind === 'package') return from.packages?.includes(target.name) ? [] : offence(from.sentence);
        if (target.kind === 'not-exported') return offence('that package does not export it');
        const to = moduleOf(target.path);
        if (!to) return offence(NOT_COVERED);
        if (target.isForeign && !isCalledByName(specifier, target.path)) return offence(BY_NAME);
        if (isOnlyForTests(target.path) && !isOnlyForTests(file)) return offence(ONLY_FOR_TESTS);
        if (to === from) return [];
        if (!from.may.some((may) => fits(may, target.path))) return offence(from.sentence);
        const known = edges.get(from) ?? new Map<Module, Offence>();
        edges.set(from, known);
        const [first] = offence(CYCLE);
        if (first && !known.has(to)) known.set(to, first);
        return [];
      });
    });
  return [...offences, ...cyclesIn(edges)];
}

/** Journeys and benchmarks are not named like tests, but do not ship either. */
const isOnlyForTests = (file: string): boolean => TEST.test(file) || /^(e2e|bench)\//.test(file);

/** Reports whether the target is imported by package name where it must be. The client exports nothing, so journeys and benchmarks use paths. */
const isCalledByName = (specifier: string, target: string): boolean =>
  specifier.startsWith('@peerscape/') || !/^(shared|server|sandbox)\//.test(target);

/** Returns the module of a file: the matching entry with the longest path. */
function moduleOf(file: string): Module | undefined {
  const table = TEST.test(file) && !/^(e2e|bench)\//.test(file) ? TESTS : MODULES;
  return table.filter(({ path: own }) => fits(own, file)).sort((one, other) => other.path.length - one.path.length)[0];
}

/** Reports whether a path of the table matches a file: the file itself, a folder around it, or a pattern with `*` for one name. */
function fits(own: string, file: string): boolean {
  if (own.includes('*'))
    return new RegExp(`^${own.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}${own.endsWith('/') ? '' : '$'}`).test(file);
  return own.endsWith('/') ? file.startsWith(own) : file === own;
}

interface Import {
  readonly specifier: string;
  /** Offset in the source. */
  readonly at: number;
}

/** Finds imports and re-exports, `import()` as a call and in a type, and workers in `new URL('…', import.meta.url)`. */
function importsOf(file: string, source: string): readonly Import[] {
  const { module, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const fixed = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest),
    ...module.staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest ?? [])),
  ].map(({ value, start }) => ({ specifier: value, at: start }));
  const called = [
    ...source.matchAll(/\bimport\(\s*(?:\/\*.*?\*\/\s*)?['"]([^'"$]+)['"]|new URL\(\s*['"](\.[^'"]+\.tsx?)['"],\s*import\.meta\.url/g),
  ];
  return [...fixed, ...called.map((match) => ({ specifier: match[1] ?? match[2] ?? '', at: match.index }))];
}

type Target =
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'not-exported' }
  | { readonly kind: 'file'; readonly path: string; readonly isForeign: boolean };

function targetOf(file: string, specifier: string, exportsOf: ReadonlyMap<string, string>): Target {
  if (specifier.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), specifier.replace(/\?.*$/, ''));
    return { kind: 'file', path: target, isForeign: packageOf(target) !== packageOf(file) };
  }
  if (specifier.startsWith('@peerscape/')) {
    const target = exportsOf.get(specifier);
    return target === undefined ? { kind: 'not-exported' } : { kind: 'file', path: target, isForeign: true };
  }
  if (specifier.startsWith('node:')) return { kind: 'package', name: 'node:' };
  return { kind: 'package', name: specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/') };
}

const packageOf = (file: string): string => file.split('/', 1)[0] ?? '';

/** Maps each package export, by its import name, to its file. */
function packageExports(read: Sources['read'], files: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    files
      .filter((file) => /^[^/]+\/package\.json$/.test(file))
      .flatMap((file) => {
        const { name, exports = {} } = JSON.parse(read(file)) as { name: string; exports?: Readonly<Record<string, string>> };
        return Object.entries(exports).map(([entry, target]) => [path.posix.join(name, entry), path.posix.join(packageOf(file), target)]);
      }),
  ) as ReadonlyMap<string, string>;
}

/** Returns one offence for each import that closes a cycle between modules. */
function cyclesIn(edges: ReadonlyMap<Module, ReadonlyMap<Module, Offence>>): readonly Offence[] {
  const done = new Set<Module>();
  const open: Module[] = [];
  const walk = (from: Module): readonly Offence[] => {
    if (done.has(from)) return [];
    open.push(from);
    const found = [...(edges.get(from) ?? [])].flatMap(([to, offence]) => {
      const at = open.indexOf(to);
      if (at < 0) return walk(to);
      const round = [...open.slice(at), to].map((one) => one.path).join(' → ');
      return [{ ...offence, text: `${offence.text} (${round})` }];
    });
    open.pop();
    done.add(from);
    return found;
  };
  return [...edges.keys()].flatMap(walk);
}
