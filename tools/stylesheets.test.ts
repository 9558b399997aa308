import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../client/src');
const FILES = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).sort();
const SHEETS = FILES.filter((file) => file.endsWith('.module.css'));
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const rulesOf = (file: string) =>
  [
    ...read(file)
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .matchAll(/([^{};]+)\{([^{}]*)\}/g),
  ].map(([, selector = '', body = '']) => ({ selector, body }));
const classesOf = (file: string) =>
  new Set(
    rulesOf(file).flatMap(({ selector }) =>
      [...selector.replace(/:global\([^)]*\)/g, '').matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name = '']) => name),
    ),
  );

/** Returns the classes that components use, each with a file that uses it, by stylesheet. A stylesheet that is indexed by a variable counts as used. */
function findUses(): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const uses = new Map<string, Map<string, string>>();
  for (const file of FILES.filter((one) => one.endsWith('.tsx'))) {
    const code = read(file);
    const body = code.replace(/^import .*$/gm, '');
    for (const [, name = '', target = ''] of code.matchAll(/import (\w+) from '([^']*\.module\.css)'/g)) {
      const sheet = path.join(path.dirname(file), target);
      const classes = uses.get(sheet) ?? new Map<string, string>();
      for (const [, used = ''] of body.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))) classes.set(used, file);
      if (body.includes(`${name}[`)) for (const each of classesOf(sheet)) classes.set(each, file);
      uses.set(sheet, classes);
    }
  }
  return uses;
}

describe('stylesheets', () => {
  const uses = findUses();

  it('have every class that a component uses', () => {
    const missing = [...uses].flatMap(([sheet, classes]) =>
      [...classes].filter(([name]) => !classesOf(sheet).has(name)).map(([name, file]) => `${file} uses .${name} of ${sheet}`),
    );
    expect(missing).toEqual([]);
  });

  it('have no class that no component uses', () => {
    expect(
      SHEETS.flatMap((sheet) => [...classesOf(sheet)].filter((name) => !uses.get(sheet)?.has(name)).map((name) => `${sheet} .${name}`)),
    ).toEqual([]);
  });

  it('share no block of five or more declarations: what looks the same is a component of ui', () => {
    const places = new Map<string, string[]>();
    for (const sheet of SHEETS)
      for (const { selector, body } of rulesOf(sheet)) {
        const declarations = body
          .split(';')
          .map((one) => one.trim())
          .filter((one) => one !== '');
        if (declarations.length < 5) continue;
        const key = declarations.sort().join('; ');
        places.set(key, [...(places.get(key) ?? []), `${sheet} ${selector.trim()}`]);
      }
    expect([...places.values()].filter((copies) => copies.length > 1)).toEqual([]);
  });
});
