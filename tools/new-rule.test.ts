import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const template = readFileSync(path.join(root, 'shared/scripts/new-rule.ts'), 'utf8');
const rules = path.join(root, 'shared/src/health/rules');

/** Imports in the template of a new rule; the compiler does not check them, because the template is text. */
const imports = [...template.matchAll(/^(?:\s*return `)?import \{ ([^}$]+) \} from '(\.\.\/[^']+)';$/gm)]
  .filter(([, , specifier = '']) => !specifier.startsWith('../src/'))
  .flatMap(([, names = '', specifier = '']) => names.split(', ').map((name) => [name.replace(/^type /, ''), specifier] as const));

it('imports from the topology, the rule and subject modules, and the test suite', () => {
  expect(new Set(imports.map(([, specifier]) => specifier)).size).toBe(4);
});

it.each(imports)('generates a rule that imports %s from %s, which exports it', (name, specifier) => {
  const file = path.join(rules, specifier);
  expect(existsSync(file)).toBe(true);
  expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`export [^;]*\\b${name}\\b`));
});
