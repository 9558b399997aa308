import { type ParseResult, parseCidr, parseFailure, parseSuccess } from '../../net/index.ts';
import type { ListedRoute } from './listed-route.ts';

/** Parses the effective routes in a reply of ARM or in JSON that `az` or PowerShell prints: a list, or an object with it in `value`. */
export function parseListedRoutes(json: unknown): ParseResult<readonly ListedRoute[]> {
  const list = Array.isArray(json) ? json : propertiesOf(json).get('value');
  if (!Array.isArray(list)) return parseFailure('there is no list of routes');
  return parseAll(list, (entry) => {
    const own = propertiesOf(entry);
    return toRoute({
      name: own.get('name'),
      source: own.get('source'),
      state: own.get('state'),
      prefixes: own.get('addressprefix'),
      nextHopType: own.get('nexthoptype'),
      nextHopIps: own.get('nexthopipaddress'),
    });
  });
}

/** Parses the output of `az network nic show-effective-route-table` that a person pastes: JSON or, with `-o table`, a table. */
export function parsePastedRoutes(text: string): ParseResult<readonly ListedRoute[]> {
  const trimmed = text.trim();
  if (trimmed === '') return parseFailure('nothing was pasted');
  const routes = /^[[{]/.test(trimmed) ? parseJson(trimmed) : parseTable(trimmed.split(/\r?\n/));
  return routes.ok && routes.value.length === 0 ? parseFailure('the list of routes is empty') : routes;
}

function parseJson(text: string): ParseResult<readonly ListedRoute[]> {
  try {
    return parseListedRoutes(JSON.parse(text));
  } catch {
    return parseFailure('the JSON is not complete');
  }
}

/** Columns of the table, by their titles without spaces in lower case. */
const COLUMNS = {
  source: 'source',
  state: 'state',
  prefixes: 'addressprefix',
  nextHopType: 'nexthoptype',
  nextHopIps: 'nexthopip',
} as const;

/** Parses a table whose columns are as wide as the dashes below their titles. */
function parseTable(lines: readonly string[]): ParseResult<readonly ListedRoute[]> {
  const dashed = lines.findIndex((line) => /^\s*-+(\s+-+)+\s*$/.test(line));
  const [titles, dashes] = [lines[dashed - 1], lines[dashed]];
  if (titles === undefined || dashes === undefined)
    return parseFailure('it is neither JSON nor a table with a line of dashes below the titles of its columns');
  const starts = [...dashes.matchAll(/-+/g)].map(({ index }) => index);
  const cellsOf = (line: string): readonly string[] => starts.map((start, i) => line.slice(start, starts[i + 1]).trim());
  const names = cellsOf(titles).map((title) => title.replaceAll(' ', '').toLowerCase());
  const missing = Object.values(COLUMNS).find((column) => !names.includes(column));
  if (missing !== undefined && missing !== COLUMNS.nextHopIps) return parseFailure(`the table has no column for ${missing}`);
  const rows = lines.slice(dashed + 1).filter((line) => line.trim() !== '');
  return parseAll(rows, (line) => {
    const cells = cellsOf(line);
    const cell = (column: keyof typeof COLUMNS): string => cells[names.indexOf(COLUMNS[column])] ?? '';
    const list = (column: 'prefixes' | 'nextHopIps'): readonly string[] =>
      cell(column)
        .split(/[\s,]+/)
        .filter((each) => each !== '');
    return toRoute({
      name: undefined,
      source: cell('source'),
      state: cell('state'),
      prefixes: list('prefixes'),
      nextHopType: cell('nextHopType'),
      nextHopIps: list('nextHopIps'),
    });
  });
}

function toRoute({ name, source, state, ...row }: Readonly<Record<keyof ListedRoute, unknown>>): ParseResult<ListedRoute> {
  const [prefixes, nextHopIps] = [toTexts(row.prefixes), toTexts(row.nextHopIps)];
  if (typeof source !== 'string' || typeof state !== 'string' || typeof row.nextHopType !== 'string')
    return parseFailure('source, state or next hop type is missing');
  const wrong = prefixes.find((prefix) => !parseCidr(prefix).ok);
  if (prefixes.length === 0 || wrong !== undefined)
    return parseFailure(wrong === undefined ? 'the prefix is missing' : `"${wrong.slice(0, 60)}" is not a prefix`);
  const own = { source, state, prefixes, nextHopType: row.nextHopType, nextHopIps };
  return parseSuccess(typeof name === 'string' && name !== '' ? { name, ...own } : own);
}

function parseAll<T>(entries: readonly T[], parse: (entry: T) => ParseResult<ListedRoute>): ParseResult<readonly ListedRoute[]> {
  const routes: ListedRoute[] = [];
  for (const [i, entry] of entries.entries()) {
    const route = parse(entry);
    if (!route.ok) return parseFailure(`route ${i + 1}: ${route.problem}`);
    routes.push(route.value);
  }
  return parseSuccess(routes);
}

/** Returns the properties of an object by their names in lower case; PowerShell writes them in another case than ARM. */
const propertiesOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value).map(([name, each]) => [name.toLowerCase(), each]) : []);

const toTexts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string' && each !== '');
