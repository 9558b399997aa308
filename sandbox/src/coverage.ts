import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Route } from './arm/route.ts';
import { pathsOf } from './arm/shape.ts';
import { IDENTITY_PATHS } from './identity/identity-door.ts';
import { makeParts } from './parts.ts';

const HEADING = `# What the sandbox serves

Generated from the routes by \`npx tsx sandbox/src/coverage.ts\`; a test fails when it is stale. Everything else is refused by name.
Every operation takes any \`api-version\` that is a date, and lists take \`$skipToken\`.

## ARM

| operation | method | path | query honoured | query tolerated | action asked for |
|---|---|---|---|---|---|
`;

const BODIES = `
## Bodies

What a written body may hold. Properties that the service decides are tolerated, so that a GET body can be sent back.

`;

const IDENTITY = `
## Tokens and metadata

These need no token and no api-version.

| method | path | what |
|---|---|---|
`;

/** COVERAGE.md as the routes have it. */
export function coverage(routes: readonly Route[]): string {
  const lines = routes.map((route) => {
    const cells = [route.id, route.method, code(route.path), codes(route.query), codes(route.ignoredQuery), code(route.action)];
    return `| ${cells.join(' | ')} |\n`;
  });
  const bodies = routes.flatMap(({ id, body }) => (body ? [`* ${id}: ${pathsOf(body).map(code).join(', ')}\n`] : []));
  const identity = IDENTITY_PATHS.map(({ method, path, what }) => `| ${method} | ${code(path)} | ${what} |\n`);
  return [HEADING, ...lines, BODIES, ...bodies, IDENTITY, ...identity].join('');
}

const code = (text: string | undefined): string => (text === undefined ? '' : `\`${text}\``);
const codes = (texts: readonly string[] | undefined): string => (texts ?? []).map(code).join(', ');

/** The routes of a sandbox, whatever it holds. */
export const servedRoutes = (): readonly Route[] => makeParts(Buffer.alloc(32), 'instant', 1000).table.routes;

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(new URL('../COVERAGE.md', import.meta.url), coverage(servedRoutes()));
}
