import type { EvaluatedExpectation, ExpectationResult } from '@peerscape/shared/expectations';
import type { ExpectationsHandle } from './use-expectations.ts';

/** Describes the opened file where it can be opened: `Expectations: 1 broken, 4 hold`. */
export function describeExpectations({ file, evaluated, problem }: ExpectationsHandle): string {
  const state = problem === undefined ? evaluated && countResults(evaluated) : 'the file has an error';
  return `Expectations: ${(file && state) ?? 'what must reach what'}`;
}

/** Counts results: `all hold`, or `1 broken, 2 inconclusive, 4 hold`. */
export function countResults(evaluated: readonly EvaluatedExpectation[]): string {
  const countOf = (kind: ExpectationResult): number => evaluated.filter(({ result }) => result === kind).length;
  const [broken, inconclusive, holding] = [countOf('broken'), countOf('inconclusive'), countOf('holds')];
  if (broken + inconclusive === 0) return 'all hold';
  return [
    broken > 0 ? [`${broken} broken`] : [],
    inconclusive > 0 ? [`${inconclusive} inconclusive`] : [],
    holding > 0 ? [`${holding} ${holding === 1 ? 'holds' : 'hold'}`] : [],
  ]
    .flat()
    .join(', ');
}
