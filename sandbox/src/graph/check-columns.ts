import type { Expression, NamedExpression, Query, Step } from './query.ts';
import { QueryError } from './tokens.ts';

/** Throws a QueryError that names the first column that is not there at its step. */
export function checkColumns(query: Query, columns: readonly string[]): void {
  let known = new Set(columns);
  for (const step of query.steps) {
    for (const expression of expressionsOf(step)) check(expression, known);
    known = after(step, known);
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

function after(step: Step, known: ReadonlySet<string>): Set<string> {
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
      if (!known.has(expression.column)) throw new QueryError(`there is no column '${expression.column}'`, expression.at);
      break;
    case 'call':
      for (const part of expression.of) check(part, known);
      break;
    case 'compare':
      check(expression.left, known);
      check(expression.right, known);
      break;
    case 'in':
      for (const part of [expression.left, ...expression.options]) check(part, known);
      break;
    case 'and':
    case 'or':
      for (const part of expression.parts) check(part, known);
      break;
    case 'literal':
  }
}
