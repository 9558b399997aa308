import { createProblem } from '@peerscape/shared/api';
import { formatIsoTime } from '../../clock.ts';
import type { OperationStatus } from '../ports.ts';
import { recordState } from './step-records.ts';
import type { StepDependencies, StepTask } from './step-task.ts';

type OperationEnd = Exclude<OperationStatus, { kind: 'running' }>;

/** Waits that are longer than this are shown, in milliseconds. */
const SHOWN_WAIT_MS = 60_000;

/** Polls the operation, never earlier than Azure requests, until it has ended, its status is lost, or it has timed out. */
export async function followOperation(
  dependencies: StepDependencies,
  task: StepTask,
  operationUrl: string,
  firstWaitMs: number,
): Promise<OperationEnd> {
  const { azure, clock, timing, failpoint } = dependencies;
  const deadline = clock.ticks() + timing.operationTimeoutMs;
  for (let waitMs = firstWaitMs; ; ) {
    if (waitMs > SHOWN_WAIT_MS) {
      const until = formatIsoTime(clock.now() + waitMs);
      await recordState(dependencies, task, 'running', 'Azure is processing the change and asks to wait before the next check', { until });
    }
    const left = deadline - clock.ticks();
    await clock.sleep(Math.max(0, Math.min(waitMs, left)), task.signal);
    if (waitMs >= left) return { kind: 'lost', problem: TIMED_OUT };
    await failpoint('polling', task.step.id);
    const now = await azure.poll(operationUrl, task.signal);
    if (now.kind !== 'running') return now;
    waitMs = Math.max(now.waitMs ?? 0, timing.pollIntervalMs);
  }
}

const TIMED_OUT = createProblem('operation-too-long');
