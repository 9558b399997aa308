import { type EvaluatedExpectation, type Expectation, evaluateExpectations, parseExpectations } from '@peerscape/shared/expectations';
import type { ParseResult } from '@peerscape/shared/net';
import type { Topology } from '@peerscape/shared/topology';
import type { LearnedReadings } from '../../lib/server/use-learned-routes.ts';
import { reachOf } from './engine.ts';
import type { OpenedFile } from './use-expectations.ts';

/** Number of expectations that are evaluated before the page can respond again: a few milliseconds. */
const SLICE = 20;

const parsed = new WeakMap<OpenedFile, ParseResult<readonly Expectation[]>>();

/** Evaluates the expectations of a file. A problem names the line. Resolves to undefined once `signal` is aborted. */
export async function evaluateFile(
  file: OpenedFile,
  topology: Topology,
  readings: LearnedReadings,
  signal: AbortSignal,
): Promise<ParseResult<readonly EvaluatedExpectation[]> | undefined> {
  const expectations = parsed.get(file) ?? (await parseExpectations(file.text));
  parsed.set(file, expectations);
  if (!expectations.ok) return expectations;
  const value: EvaluatedExpectation[] = [];
  for (let i = 0; i < expectations.value.length; i += SLICE) {
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return undefined;
    value.push(...evaluateExpectations(expectations.value.slice(i, i + SLICE), reachOf(topology, readings)));
  }
  return { ok: true, value };
}
