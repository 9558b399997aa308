import type { OperationNow } from '../ports.ts';
import type { StepParts, StepTask } from './step-parts.ts';

type OperationEnd = Exclude<OperationNow, { kind: 'running' }>;

/** Asks how the operation goes on until it has ended, says nothing that helps, or has taken too long. */
export async function followOperation(
  { azure, clock, timing, at }: StepParts,
  { step, signal }: StepTask,
  operationUrl: string,
  firstWaitMs: number,
): Promise<OperationEnd> {
  const deadline = clock.ticks() + timing.operationMs;
  let waitMs = firstWaitMs;
  while (clock.ticks() < deadline) {
    await clock.sleep(Math.min(waitMs, timing.longestPollMs), signal);
    await at('polling', step.id);
    const now = await azure.poll(operationUrl, signal);
    if (now.kind !== 'running') return now;
    waitMs = now.waitMs;
  }
  return { kind: 'lost', problem: TOO_LONG };
}

const TOO_LONG = {
  type: 'about:blank',
  title: 'Azure has been working on the change for too long',
  status: 504,
  code: 'operation-too-long',
};
