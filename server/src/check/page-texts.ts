import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const RULES = fileURLToPath(new URL('../../../shared/src/health/rules', import.meta.url));

/**
 * The page of each rule as Markdown, by the rule's slug. Run from the sources it is read from beside the rules; the build puts the texts in
 * the place of this module (tools/build.mjs), so that what ships reads no source.
 */
export const PAGE_TEXTS: ReadonlyMap<string, string> = new Map(
  readdirSync(RULES)
    .filter((file) => file.endsWith('.md'))
    .map((file) => [path.basename(file, '.md'), readFileSync(path.join(RULES, file), 'utf8')]),
);
