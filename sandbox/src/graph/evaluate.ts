import type { Comparison, Expression, NamedExpression, Query, Step } from './query.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Result of a query: its columns in order, and its rows. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** Runs the steps of a query in order over the rows of its table. */
export function evaluateQuery(query: Query, columns: readonly string[], rows: readonly Row[]): Table {
  return query.steps.reduce<Table>(applyStep, { columns, rows });
}

function applyStep({ columns, rows }: Table, step: Step): Table {
  switch (step.kind) {
    case 'where':
      return { columns, rows: rows.filter((row) => isTrue(evaluateExpression(step.test, row))) };
    case 'project':
      return { columns: step.columns.map(({ name }) => name), rows: rows.map((row) => selectColumns(step.columns, row)) };
    case 'extend':
      return { columns: withNames(columns, step.columns), rows: rows.map((row) => ({ ...row, ...selectColumns(step.columns, row) })) };
    case 'mv-expand':
      return { columns: withNames(columns, [step.column]), rows: rows.flatMap((row) => expand(step.column, row)) };
    case 'order':
      return { columns, rows: sorted(rows, step.keys) };
    case 'take':
      return { columns, rows: rows.slice(0, step.count) };
    case 'count':
      return { columns: ['Count'], rows: [{ Count: rows.length }] };
    case 'summarize':
      return summarize(step.name, step.by, rows);
  }
}

const withNames = (columns: readonly string[], added: readonly NamedExpression[]): string[] => [
  ...columns.filter((name) => !added.some((column) => column.name === name)),
  ...added.map(({ name }) => name),
];

const selectColumns = (columns: readonly NamedExpression[], row: Row): Row => {
  const selected: Record<string, unknown> = {};
  for (const { name, value } of columns) selected[name] = evaluateExpression(value, row);
  return selected;
};

/** Returns one row per element. As in Kusto, a row with an empty or missing array stays, with null. */
function expand({ name, value }: NamedExpression, row: Row): Row[] {
  const content = evaluateExpression(value, row);
  const elements = Array.isArray(content) && content.length > 0 ? content : [Array.isArray(content) ? null : (content ?? null)];
  return elements.map((element) => ({ ...row, [name]: element as unknown }));
}

function summarize(name: string, by: readonly NamedExpression[], rows: readonly Row[]): Table {
  const groups = new Map<string, { row: Row; count: number }>();
  for (const row of rows) {
    const selected = selectColumns(by, row);
    const key = JSON.stringify(selected);
    const group = groups.get(key);
    if (group) group.count++;
    else groups.set(key, { row: selected, count: 1 });
  }
  if (by.length === 0 && groups.size === 0) groups.set('', { row: {}, count: 0 });
  return {
    columns: [...by.map((column) => column.name), name],
    rows: [...groups.values()].map(({ row, count }) => ({ ...row, [name]: count })),
  };
}

function sorted(rows: readonly Row[], keys: Extract<Step, { kind: 'order' }>['keys']): Row[] {
  const keyed = rows.map((row) => ({ row, values: keys.map(({ by }) => evaluateExpression(by, row) as string | number | null) }));
  keyed.sort((a, b) => {
    for (const [i, { descending }] of keys.entries()) {
      const difference = compareValues(a.values[i] ?? null, b.values[i] ?? null);
      if (difference !== 0) return descending ? -difference : difference;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

function compareValues(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}

const isTrue = (value: unknown): boolean => value === true;

/** Evaluates an expression for a row; missing values are null. */
function evaluateExpression(expression: Expression, row: Row): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'path':
      return walk(row[expression.column], expression.path);
    case 'call':
      return callFunction(
        expression.name,
        expression.of.map((part) => evaluateExpression(part, row)),
      );
    case 'and':
      return expression.parts.every((part) => isTrue(evaluateExpression(part, row)));
    case 'or':
      return expression.parts.some((part) => isTrue(evaluateExpression(part, row)));
    case 'in': {
      const left = evaluateExpression(expression.left, row);
      const found = expression.options.some((option) =>
        compare(expression.ignoreCase ? '=~' : '==', left, evaluateExpression(option, row)),
      );
      return found !== expression.negated;
    }
    case 'compare':
      return compare(expression.operator, evaluateExpression(expression.left, row), evaluateExpression(expression.right, row));
  }
}

function walk(start: unknown, path: readonly (string | number)[]): unknown {
  let at = start;
  for (const segment of path) {
    if (typeof at !== 'object' || at === null) return null;
    at = (at as Record<string | number, unknown>)[segment];
  }
  return at ?? null;
}

const IMPLEMENTATIONS: Readonly<Record<string, (...values: readonly unknown[]) => unknown>> = {
  tostring: (value) => text(value),
  tolower: (value) => text(value).toLowerCase(),
  toupper: (value) => text(value).toUpperCase(),
  isempty: (value) => text(value) === '',
  isnotempty: (value) => text(value) !== '',
  isnull: (value) => (value ?? null) === null,
  isnotnull: (value) => (value ?? null) !== null,
  not: (value) => value !== true,
  array_length: (value) => (Array.isArray(value) ? value.length : null),
  strcat: (...values) => values.map(text).join(''),
};

const callFunction = (name: string, values: readonly unknown[]): unknown => IMPLEMENTATIONS[name]?.(...values);

function text(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const TERM = /[A-Za-z0-9]+/g;

function compare(operator: Comparison, left: unknown, right: unknown): boolean {
  if (operator.startsWith('!') && operator !== '!=' && operator !== '!~') return !compare(operator.slice(1) as Comparison, left, right);
  const [a, b] = [text(left).toLowerCase(), text(right).toLowerCase()];
  switch (operator) {
    case '==':
      return typeof left === 'object' || typeof right === 'object' ? text(left) === text(right) && left !== null : left === right;
    case '!=':
      return !compare('==', left, right);
    case '=~':
      return a === b;
    case '!~':
      return a !== b;
    case 'contains':
      return a.includes(b);
    case 'startswith':
      return a.startsWith(b);
    case 'endswith':
      return a.endsWith(b);
    case 'has':
      return hasTerm(a, b);
    case '>':
      return Number(left) > Number(right);
    case '<':
      return Number(left) < Number(right);
    case '>=':
      return Number(left) >= Number(right);
    case '<=':
      return Number(left) <= Number(right);
    default:
      return false;
  }
}

/** Returns true if the terms of `part` occur whole and consecutively in `whole`: `has 'vnet'` does not match `vnets`. */
function hasTerm(whole: string, part: string): boolean {
  const terms = whole.match(TERM) ?? [];
  const searched = part.match(TERM) ?? [];
  return searched.length > 0 && terms.some((_, i) => searched.every((term, j) => terms[i + j] === term));
}
