/** Statements about what must be reachable and what must not, as in a file that a pipeline checks. */
export {
  type EvaluatedExpectation,
  type ExpectationResult,
  evaluateExpectations,
  formatExpectation,
  reasonOf,
} from './evaluate-expectations.ts';
export { type Expectation, parseExpectations } from './parse-expectations.ts';
export { createPropertyFailure, parseQuestion } from './parse-question.ts';
