import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const RULES = fileURLToPath(new URL('../../../shared/src/health/rules', import.meta.url));

/**
 * Markdown pages of the rules, by slug. When run from source, they are read from the rules folder; the build replaces this module with the
 * texts (tools/build.mjs), so that the bundle does not depend on source files.
 */
export const PAGE_TEXTS: ReadonlyMap<string, string> = new Map(
  readdirSync(RULES)
    .filter((file) => file.endsWith('.md'))
    .map((file) => [path.basename(file, '.md'), readFileSync(path.join(RULES, file), 'utf8')]),
);
