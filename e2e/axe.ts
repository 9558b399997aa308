import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Runs axe without the rules named, and returns a line per violation. Its source is evaluated, because the content security policy blocks
 * injected scripts.
 */
export async function findViolations(page: Page, { without = [] }: { readonly without?: readonly string[] } = {}): Promise<string[]> {
  await page.evaluate(axe);
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const { violations } = await page.evaluate(
    (options) => {
      const { axe } = globalThis as unknown as { axe: { run(context: object, options: object): Promise<AxeResults> } };
      // Fluent's focus trap marks its ends with hidden elements that pass the focus on at once
      return axe.run({ exclude: ['[data-tabster-dummy]'] }, options);
    },
    { rules },
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' · ')}`);
}
