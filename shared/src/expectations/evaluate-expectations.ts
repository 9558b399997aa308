import type { Answer, ReachAnswers, Verdict } from '../reach/index.ts';
import type { Expectation } from './parse-expectations.ts';

/** Result of an expectation. `inconclusive`: the answer is not certain enough to say. */
export type ExpectationResult = 'holds' | 'broken' | 'inconclusive';

/** Expectation with its result, and the answer that the result follows from. */
export interface EvaluatedExpectation {
  readonly expectation: Expectation;
  readonly result: ExpectationResult;
  readonly answer: Answer;
}

/** Results by what must be. Only an answer in both directions is `reach`, and only one where nothing arrives is `not-reach`. */
const RESULTS: Readonly<Record<Expectation['must'], Readonly<Record<Verdict, ExpectationResult>>>> = {
  reach: {
    reachable: 'holds',
    'one-way': 'broken',
    asymmetric: 'broken',
    blocked: 'broken',
    unreachable: 'broken',
    ambiguous: 'inconclusive',
    unknown: 'inconclusive',
  },
  'not-reach': {
    reachable: 'broken',
    'one-way': 'broken',
    asymmetric: 'broken',
    blocked: 'holds',
    unreachable: 'holds',
    ambiguous: 'inconclusive',
    unknown: 'inconclusive',
  },
};

/** Evaluates expectations, in their order. */
export const evaluateExpectations = (expectations: readonly Expectation[], reach: ReachAnswers): readonly EvaluatedExpectation[] =>
  expectations.map((expectation) => {
    const answer = reach.answer(expectation.question);
    return { expectation, result: RESULTS[expectation.must][answer.verdict], answer };
  });

/** Formats an expectation in a sentence: `spoke-dev/app must not reach spoke-prod/db (tcp/1433)`. */
export function formatExpectation({ question: { from, to, protocol, port }, must }: Expectation): string {
  const traffic = [protocol, port].filter((part) => part !== undefined).join('/');
  return `${from} must ${must === 'reach' ? 'reach' : 'not reach'} ${to}${traffic && ` (${traffic})`}`;
}

/** Returns the verdict of the answer, and the cause that ends its path if there is one. */
export function reasonOf({ answer: { verdict, forward, back } }: EvaluatedExpectation): string {
  const blocker = forward.blocker ?? back.blocker;
  return blocker === undefined ? verdict : `${verdict}: ${blocker.text}`;
}
