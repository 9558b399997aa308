import { expect, test } from 'vitest';
import type { ReachAnswers, Verdict } from '../reach/index.ts';
import { evaluateExpectations } from './evaluate-expectations.ts';

const TRACE = { outcome: 'delivered', hops: [], blocker: undefined } as const;

/** Evaluates both requirements for a verdict. */
const evaluate = (verdict: Verdict) => {
  const reach: ReachAnswers = {
    answer: () => ({ verdict, forward: TRACE, back: TRACE, assumptions: [] }),
    routesOf: () => ({ ok: false, problem: 'not used here' }),
  };
  const entry = { question: { from: 'a', to: 'b' }, because: undefined, line: 1 };
  return evaluateExpectations(
    [
      { ...entry, must: 'reach' },
      { ...entry, must: 'not-reach' },
    ],
    reach,
  ).map(({ result }) => result);
};

test.each<readonly [Verdict, string, string]>([
  ['reachable', 'holds', 'broken'],
  ['one-way', 'broken', 'broken'],
  ['asymmetric', 'broken', 'broken'],
  ['blocked', 'broken', 'holds'],
  ['unreachable', 'broken', 'holds'],
  ['ambiguous', 'inconclusive', 'inconclusive'],
  ['unknown', 'inconclusive', 'inconclusive'],
])('%s: must reach %s, must not reach %s', (verdict, reach, notReach) => {
  expect(evaluate(verdict)).toEqual([reach, notReach]);
});
