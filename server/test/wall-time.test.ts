import { declareFault } from '@peerscape/sandbox';
import { afterEach, describe, expect, test } from 'vitest';
import { type Clock, systemClock } from '../src/clock.ts';
import { type ChangeHarness, createChangeHarness } from './change-harness.ts';

/** Wall time is set while an apply waits: by time synchronisation, by an administrator, or when a virtual machine is restored. */
const DAY_MS = 24 * 3_600_000;
const WORLD = 'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\n';

let harness: ChangeHarness;
afterEach(() => harness.close());

/** Creates the system clock with a wall time that can be set; durations are not affected. */
function createSettableClock(): Clock & { set(by: number): void } {
  let offset = 0;
  return {
    ...systemClock,
    now: () => systemClock.now() + offset,
    set: (by) => {
      offset += by;
    },
  };
}

/** Begins an apply of two peerings and waits until Azure has rejected one of its writes for a while. */
async function beginAndWait(clock: Clock): Promise<string> {
  harness = await createChangeHarness(WORLD, { clock });
  declareFault(harness.sandbox.context, { method: 'PUT', effect: 'throttle', retryAfter: 1, times: 2 });
  const plan = await harness.changes.createPlan(
    ['a', 'b'].map((name) => ({ kind: 'connect', a: harness.key('hub'), b: harness.key(name) })),
  );
  const { id } = await harness.begin(plan);
  await expect.poll(async () => (await harness.changes.getApply(id)).steps.map(({ state }) => state)).toContain('waiting');
  return id;
}

describe.each([
  ['back', -DAY_MS],
  ['forward', DAY_MS],
])('wall time that is set %s by a day', (_, by) => {
  test('does not delay an apply that waits for Azure', async () => {
    const clock = createSettableClock();
    const id = await beginAndWait(clock);
    clock.set(by);
    expect((await harness.waitForEnd(id)).state).toBe('done');
    expect(harness.writes()).toHaveLength(6);
  });

  test('does not delay a server that is started after it and resumes the apply', async () => {
    const clock = createSettableClock();
    const id = await beginAndWait(clock);
    clock.set(by);
    await harness.restart();
    expect((await harness.waitForEnd(id)).state).toBe('done');
    expect(harness.writes()).toHaveLength(6);
  });
});
