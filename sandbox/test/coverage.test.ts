import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { INVENTED } from '../src/arm/invented-codes.ts';
import { formatCoverage, listRoutes } from '../src/coverage.ts';

const file = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

describe('documentation of the sandbox', () => {
  it('COVERAGE.md matches the routes; npx tsx sandbox/src/coverage.ts regenerates it', () => {
    expect(file('COVERAGE.md')).toBe(formatCoverage(listRoutes()));
  });

  it('lists no operation twice', () => {
    const ids = listRoutes().map((route) => route.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('DEVIATIONS.md numbers its entries consecutively and names every invented code', () => {
    const numbers = [...file('DEVIATIONS.md').matchAll(/^(\d+)\. /gm)].map((match) => Number(match[1]));
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
    for (const code of Object.values(INVENTED)) expect(file('DEVIATIONS.md')).toContain(code);
  });
});
