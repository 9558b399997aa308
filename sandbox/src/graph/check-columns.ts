import type { Expression, NamedExpression, Query, Step } from './query.ts';
import { QueryError } from './tokenize.ts';

/** Throws a `QueryError` for the first column that does not exist at its step. */
export function checkColumns(query: Query, columns: readonly string[]): void {
  let known = new Set(columns);
  for (const step of query.steps) {
    for (const expression of expressionsOf(step)) check(expression, known);
    known = columnsAfter(step, known);
  }
}

function expressionsOf(step: Step): readonly Expression[] {
  switch (step.kind) {
    case 'where':
      return [step.test];
    case 'project':
    case 'extend':
      return step.columns.map(({ value }) => value);
    case 'mv-expand':
      return [step.column.value];
    case 'order':
      return step.keys.map(({ by }) => by);
    case 'summarize':
      return step.by.map(({ value }) => value);
    case 'take':
    case 'count':
      return [];
  }
}

/** Returns the columns after a step. */
function columnsAfter(step: Step, known: ReadonlySet<string>): Set<string> {
  const names = (columns: readonly NamedExpression[]) => columns.map(({ name }) => name);
  switch (step.kind) {
    case 'project':
      return new Set(names(step.columns));
    case 'extend':
      return new Set([...known, ...names(step.columns)]);
    case 'mv-expand':
      return new Set([...known, step.column.name]);
    case 'summarize':
      return new Set([...names(step.by), step.name]);
    case 'count':
      return new Set(['Count']);
    default:
      return new Set(known);
  }
}

function check(expression: Expression, known: ReadonlySet<string>): void {
  switch (expression.kind) {
    case 'path':
      if (!known.has(expression.column)) throw new QueryError(`unknown column '${expression.column}'`, expression.at);
      break;
    case 'call':
      for (const child of expression.of) check(child, known);
      break;
    case 'compare':
      check(expression.left, known);
      check(expression.right, known);
      break;
    case 'in':
      for (const child of [expression.left, ...expression.options]) check(child, known);
      break;
    case 'and':
    case 'or':
      for (const child of expression.parts) check(child, known);
      break;
    case 'literal':
  }
}
