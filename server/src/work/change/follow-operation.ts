import { createProblem } from '@peerscape/shared/api';
import type { OperationStatus } from '../ports.ts';
import type { StepDependencies, StepTask } from './step-task.ts';

type OperationEnd = Exclude<OperationStatus, { kind: 'running' }>;

/** Polls the operation until it has ended, its status is lost, or it has timed out. */
export async function followOperation(
  { azure, clock, timing, failpoint }: StepDependencies,
  { step, signal }: StepTask,
  operationUrl: string,
  firstWaitMs: number,
): Promise<OperationEnd> {
  const deadline = clock.ticks() + timing.operationTimeoutMs;
  let waitMs = firstWaitMs;
  while (clock.ticks() < deadline) {
    await clock.sleep(Math.min(waitMs, timing.maxPollIntervalMs), signal);
    await failpoint('polling', step.id);
    const now = await azure.poll(operationUrl, signal);
    if (now.kind !== 'running') return now;
    waitMs = now.waitMs;
  }
  return { kind: 'lost', problem: TIMED_OUT };
}

const TIMED_OUT = createProblem('operation-too-long');
