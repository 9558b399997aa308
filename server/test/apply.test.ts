import { declareFault, runExternalAction } from '@peerscape/sandbox';
import type { ApplyDocument } from '@peerscape/shared/api';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { anAuditEntry } from '../src/store/testing/samples.ts';
import { type ChangeHarness, createChangeHarness } from './change-harness.ts';

let harness: ChangeHarness;
afterEach(async () => harness.close());

const PAIR = 'vnet hub 10.0.0.0/16 gateway\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\n';

/** Injects a fault, as a request to `/_sandbox/faults` does. */
function injectFault(fields: Record<string, unknown>): void {
  declareFault(harness.sandbox.context, fields);
}

function createAsOther(from: string, to: string): void {
  const idOf = (name: string) => harness.topology().vnets.get(harness.key(name))?.id ?? '';
  runExternalAction(harness.sandbox.context, {
    action: 'put-half',
    id: `${idOf(from)}/virtualNetworkPeerings/${from}-${to}`,
    properties: { remoteVirtualNetwork: { id: idOf(to) } },
  });
}

/** Returns each step with its state, for example `succeeded create hub>a`. */
const states = ({ steps }: ApplyDocument) =>
  steps.map(({ id, state }) => `${state} ${id.replace(/\/subscriptions\/[^> ]*\/([^/> ]+)/g, '$1')}`);
const connect = (a: string, b: string) => ({ kind: 'connect', a: harness.key(a), b: harness.key(b) }) as const;
const halves = () => [...harness.topology().halves.values()].map(({ name, state, sync }) => `${name} ${state} ${sync}`).sort();

describe('an apply', () => {
  test('creates both halves, reads them back, and reports their current state', async () => {
    harness = await createChangeHarness(PAIR);
    const apply = await harness.change(connect('hub', 'a'));
    expect(apply).toMatchObject({ state: 'done', done: 2, total: 2, title: 'Connect a and hub', words: '2 to create' });
    expect(harness.writes()).toEqual(['PUT a/a-hub 201', 'PUT hub/hub-a 201']);
    expect(apply.steps.map(({ after }) => after?.state)).toEqual(['Initiated', 'Connected']);
    await expect.poll(halves).toEqual(['a-hub Connected FullyInSync', 'hub-a Connected FullyInSync']);
  });

  test('enables gateway transit before its use, and disables it after', async () => {
    harness = await createChangeHarness(PAIR);
    await harness.change({ ...connect('a', 'hub'), ab: { flags: { useRemoteGateways: true } }, ba: { flags: { allowTransit: true } } });
    expect(harness.writes()).toEqual(['PUT hub/hub-a 201', 'PUT a/a-hub 201']);
    await harness.refresh();
    const apply = await harness.change({
      kind: 'set-options',
      from: harness.key('a'),
      to: harness.key('hub'),
      flags: { useRemoteGateways: false },
      back: { allowTransit: false },
    });
    expect(apply.state).toBe('done');
    expect(harness.writes().slice(2)).toEqual(['PUT a/a-hub 200', 'PUT hub/hub-a 200']);
  });

  test('sends all current properties of a half with a single change', async () => {
    harness = await createChangeHarness(`${PAIR}hub <-> a forwarded`);
    await harness.change({ kind: 'set-options', from: harness.key('hub'), to: harness.key('a'), flags: { allowTransit: true } });
    await harness.refresh();
    const half = [...harness.topology().halves.values()].find(({ from }) => from === harness.key('hub'));
    expect(half).toMatchObject({ allowForwarded: true, allowTransit: true, allowAccess: true });
  });

  test('can be undone: deleted halves are restored, and created ones are deleted', async () => {
    harness = await createChangeHarness(`${PAIR}hub <-> a forwarded`);
    const before = halves();
    const apply = await harness.change({ kind: 'delete', from: harness.key('hub'), to: harness.key('a') }, connect('hub', 'b'));
    expect(apply.state).toBe('done');
    await expect.poll(() => halves().length).toBe(2);
    const undo = await harness.changes.createUndoPlan(apply.id);
    expect(undo).toMatchObject({ kind: 'undo', undoes: apply.id, plan: { blockers: [] } });
    const undone = await harness.waitForEnd((await harness.begin(undo)).id);
    expect(undone.state).toBe('done');
    await expect.poll(halves).toEqual(before);
    expect(await harness.changes.getApply(apply.id)).toMatchObject({ undoneBy: undone.id });
  });

  test('cannot be undone after later changes', async () => {
    harness = await createChangeHarness(`${PAIR}hub <-> a`);
    const apply = await harness.change({
      kind: 'set-options',
      from: harness.key('hub'),
      to: harness.key('a'),
      flags: { allowForwarded: true },
    });
    await harness.refresh();
    await harness.change({ kind: 'set-options', from: harness.key('hub'), to: harness.key('a'), flags: { allowForwarded: false } });
    await harness.refresh();
    const undo = await harness.changes.createUndoPlan(apply.id);
    expect(undo.plan.blockers.map(({ code }) => code)).toEqual(['moved-on']);
    await expect(harness.begin(undo)).rejects.toMatchObject({ problem: { code: 'plan-blocked' } });
  });
});

describe('a plan is applied once', () => {
  test('a hundred concurrent requests with one key return the same apply', async () => {
    harness = await createChangeHarness(PAIR);
    const plan = await harness.changes.createPlan([connect('hub', 'a')]);
    const applies = await Promise.all(Array.from({ length: 100 }, () => harness.begin(plan)));
    expect(new Set(applies.map(({ id }) => id)).size).toBe(1);
    await harness.waitForEnd(applies[0]?.id ?? '');
    expect(harness.writes()).toHaveLength(2);
  });

  test('another key is rejected, and the error names the apply that used the plan', async () => {
    harness = await createChangeHarness(PAIR);
    const plan = await harness.changes.createPlan([connect('hub', 'a')]);
    const apply = await harness.begin(plan);
    await harness.waitForEnd(apply.id);
    await expect(harness.changes.startApply({ plan: plan.id, hash: plan.hash, key: 'another key' })).rejects.toMatchObject({
      problem: { code: 'plan-used', detail: expect.stringContaining(apply.id) },
    });
    expect(harness.writes()).toHaveLength(2);
  });

  test('a key that another plan used is rejected', async () => {
    harness = await createChangeHarness(`${PAIR}vnet c 10.3.0.0/16`);
    const [one, other] = [await harness.changes.createPlan([connect('hub', 'a')]), await harness.changes.createPlan([connect('b', 'c')])];
    await harness.waitForEnd((await harness.changes.startApply({ plan: one.id, hash: one.hash, key: 'the same key' })).id);
    await expect(harness.changes.startApply({ plan: other.id, hash: other.hash, key: 'the same key' })).rejects.toMatchObject({
      problem: { status: 422 },
    });
  });

  test('an hour after it was created it is rejected, and nothing is sent', async () => {
    harness = await createChangeHarness(PAIR);
    const plan = await harness.changes.createPlan([connect('hub', 'a')]);
    const now = Date.parse(plan.madeAt) + 61 * 60_000;
    const clock = vi.spyOn(Date, 'now').mockReturnValue(now);
    await expect(harness.begin(plan).finally(() => clock.mockRestore())).rejects.toMatchObject({ problem: { code: 'plan-expired' } });
    expect(harness.writes()).toEqual([]);
  });

  test('another hash, an unknown plan, a blocked plan and an empty plan are rejected, and nothing is sent', async () => {
    harness = await createChangeHarness(`${PAIR}vnet overlap 10.0.128.0/17\nhub <-> a`);
    const plan = await harness.changes.createPlan([connect('hub', 'b')]);
    const blocked = await harness.changes.createPlan([connect('hub', 'overlap')]);
    const empty = await harness.changes.createPlan([connect('hub', 'a')]);
    const code = (apply: Promise<unknown>) =>
      apply.then(
        () => 'started',
        (error: { problem: { code: string } }) => error.problem.code,
      );
    expect(await code(harness.begin({ ...plan, hash: 'other' }))).toBe('hash-differs');
    expect(await code(harness.begin({ ...plan, id: 'other' }))).toBe('no-such-plan');
    expect(await code(harness.begin(blocked))).toBe('plan-blocked');
    expect(await code(harness.begin(empty))).toBe('nothing-to-do');
    expect(harness.writes()).toEqual([]);
  });
});

describe('external changes', () => {
  test('between plan and apply: the apply is rejected with the changed properties, and nothing is sent', async () => {
    harness = await createChangeHarness(`${PAIR}hub <-> a`);
    const plan = await harness.changes.createPlan([
      { kind: 'set-options', from: harness.key('hub'), to: harness.key('a'), flags: { allowForwarded: true } },
    ]);
    await harness.change({ kind: 'set-options', from: harness.key('hub'), to: harness.key('a'), flags: { allowTransit: true } });
    const before = harness.writes().length;
    await expect(harness.begin(plan)).rejects.toMatchObject({
      problem: { code: 'plan-stale', detail: expect.stringContaining('hub → a: allowTransit') },
    });
    expect(harness.writes()).toHaveLength(before);
  });

  test('during an apply: the changed half has drifted and is not written, the others continue', async () => {
    let shouldChange = true;
    harness = await createChangeHarness(`${PAIR}hub <-> a\nhub <-> b`, {
      wrap: (halves) => ({
        ...halves,
        readHalf: async (id, signal) => {
          const reading = await halves.readHalf(id, signal);
          if (!('half' in reading) || !shouldChange || !/hub-a$/.test(id)) return reading;
          shouldChange = false;
          return { half: { ...reading.half, allowTransit: true } };
        },
      }),
    });
    const set = (to: string) =>
      ({ kind: 'set-options', from: harness.key('hub'), to: harness.key(to), flags: { allowForwarded: true } }) as const;
    const apply = await harness.change(set('a'), set('b'));
    expect(states(apply)).toEqual(['drifted update hub>a', 'succeeded update hub>b']);
    expect(apply.state).toBe('partly');
    expect(apply.steps[0]?.words).toContain('allowTransit');
    expect(harness.writes()).toEqual(['PUT hub/hub-b 200']);
  });

  test('a half that already has the desired state is adopted without a write', async () => {
    let tries = 0;
    harness = await createChangeHarness(PAIR, {
      at: (point, stepId) => {
        // another operator creates the same half before the second attempt
        if (point === 'lease-taken' && /hub>.*\/a$/.test(stepId) && ++tries === 2) createAsOther('hub', 'a');
      },
    });
    injectFault({ method: 'PUT', path: 'hub-a', effect: 'busy', times: 1 });
    const apply = await harness.change(connect('hub', 'a'));
    expect(states(apply)).toEqual(['succeeded create a>hub', 'adopted create hub>a']);
    expect(harness.writes().filter((line) => line.startsWith('PUT hub/hub-a'))).toEqual(['PUT hub/hub-a 409']);
  });
});

describe('Azure', () => {
  test('that is busy: the write is retried automatically', async () => {
    harness = await createChangeHarness(PAIR);
    injectFault({ method: 'PUT', path: 'hub-a', effect: 'busy', times: 3 });
    const apply = await harness.change(connect('hub', 'a'));
    expect(apply.state).toBe('done');
    expect(harness.writes()).toEqual(['PUT a/a-hub 201', ...Array(3).fill('PUT hub/hub-a 409'), 'PUT hub/hub-a 201']);
  });

  test('that throttles: no write of that subscription is sent before the requested time', async () => {
    harness = await createChangeHarness(PAIR);
    injectFault({ method: 'PUT', path: 'a-hub', effect: 'throttle', times: 1, retryAfter: 1 });
    const apply = await harness.change(connect('hub', 'a'), connect('hub', 'b'));
    expect(apply.state).toBe('done');
    const lines = harness.sandbox.context.transcript.lines.filter(({ method }) => method === 'PUT');
    const rejectedAt = lines.findIndex(({ status }) => status === 429);
    const gap = Date.parse(lines[rejectedAt + 1]?.time ?? '') - Date.parse(lines[rejectedAt]?.time ?? '');
    expect(gap).toBeGreaterThanOrEqual(950);
    expect(lines).toHaveLength(5);
  });

  test('that rejects a write permanently: the step fails with its error, dependent steps are skipped, the others continue', async () => {
    harness = await createChangeHarness(PAIR);
    injectFault({
      method: 'PUT',
      path: 'hub-a',
      effect: 'error',
      status: 403,
      code: 'RequestDisallowedByPolicy',
      message: 'No peerings here.',
    });
    const apply = await harness.change(
      { ...connect('a', 'hub'), ab: { flags: { useRemoteGateways: true } }, ba: { flags: { allowTransit: true } } },
      connect('hub', 'b'),
    );
    expect(states(apply).sort()).toEqual([
      'failed create hub>a',
      'skipped create a>hub',
      'succeeded create b>hub',
      'succeeded create hub>b',
    ]);
    expect(apply.state).toBe('partly');
    expect(apply.steps.find(({ state }) => state === 'failed')?.problem?.arm).toEqual({
      code: 'RequestDisallowedByPolicy',
      message: 'No peerings here.',
    });
  });

  test('that rejects one half of a pair: the pair is reported', async () => {
    harness = await createChangeHarness(PAIR);
    injectFault({ method: 'PUT', path: 'hub-a', effect: 'forbid' });
    const apply = await harness.change(connect('hub', 'a'));
    await expect
      .poll(async () => (await harness.changes.getApply(apply.id)).halfOpen.map(({ text }) => text))
      .toEqual(['a → hub exists, but hub → a does not']);
  });

  test.each(['lost-reply', 'hang-up-after'])(
    'that executed a write but lost the response (%s): the write is detected and not sent again',
    async (effect) => {
      harness = await createChangeHarness(PAIR);
      injectFault({ method: 'PUT', path: 'hub-a', effect, times: 1 });
      const apply = await harness.change(connect('hub', 'a'));
      expect(states(apply)).toEqual(['succeeded create a>hub', 'succeeded create hub>a']);
      expect(harness.writes().filter((line) => line.includes('hub-a'))).toHaveLength(1);
    },
  );

  test.each(['server-error', 'hang-up'])(
    'that never received a write (%s): the half is read, and the write is sent again',
    async (effect) => {
      harness = await createChangeHarness(PAIR);
      injectFault({ method: 'PUT', path: 'hub-a', effect, times: 1 });
      const apply = await harness.change(connect('hub', 'a'));
      expect(states(apply)).toEqual(['succeeded create a>hub', 'succeeded create hub>a']);
      expect(harness.writes().filter((line) => line.includes('hub-a'))).toHaveLength(2);
    },
  );

  test.each(['not a URL', 'https://evil.test/operations/1', 'file:///etc/passwd'])(
    'that names an operation that cannot be followed (%s): the half is read instead, and the reason is shown meanwhile',
    async (operationUrl) => {
      const shown: (string | undefined)[] = [];
      harness = await createChangeHarness(PAIR, {
        wrap: (halves) => ({
          ...halves,
          send: async (write) => {
            const outcome = await halves.send(write);
            return outcome.kind === 'accepted' ? { ...outcome, operationUrl } : outcome;
          },
        }),
        at: async (point, step) => {
          if (point !== 'verified') return;
          for (const { id } of await harness.changes.listApplies())
            shown.push((await harness.changes.getApply(id)).steps.find((one) => one.id === step)?.problem?.detail);
        },
      });
      const apply = await harness.change(connect('hub', 'a'));
      expect(states(apply)).toEqual(['succeeded create a>hub', 'succeeded create hub>a']);
      expect(shown).toEqual(apply.steps.map(() => expect.stringMatching(/Nothing was sent$/)));
    },
  );

  test('that fails an accepted write: the reason is reported, and the half is read back', async () => {
    harness = await createChangeHarness(PAIR);
    injectFault({ method: 'PUT', path: 'hub-a', effect: 'async-failure', code: 'InternalServerError', message: 'It broke.' });
    const apply = await harness.change(connect('hub', 'a'));
    const failed = apply.steps.find(({ state }) => state === 'failed');
    expect(failed?.problem?.arm).toEqual({ code: 'InternalServerError', message: 'It broke.' });
    expect(failed?.after?.provisioningState).toBe('Failed');
  });

  test('that cancels a write because of another one: the write is sent again', async () => {
    harness = await createChangeHarness(`${PAIR}hub <-> a`);
    injectFault({
      method: 'PUT',
      path: 'hub-a',
      effect: 'async-failure',
      status: 'Canceled',
      code: 'CanceledAndSupersededDueToAnotherOperation',
      message: 'Superseded.',
      times: 1,
    });
    const apply = await harness.change({
      kind: 'set-options',
      from: harness.key('hub'),
      to: harness.key('a'),
      flags: { allowForwarded: true },
    });
    expect(['done', 'failed', 'partly']).toContain(apply.state);
  });

  test('with an operation that never ends: after the deadline the half itself is read', async () => {
    harness = await createChangeHarness(PAIR, { timing: { operationTimeoutMs: 150 } });
    injectFault({ method: 'PUT', path: 'hub-a', effect: 'stuck' });
    const started = await harness.begin(await harness.changes.createPlan([connect('hub', 'a')]));
    await expect.poll(async () => states(await harness.changes.getApply(started.id))).toContain('unknown create hub>a');
  });

  test('that shows the result once, and then the earlier state: the step is not done', async () => {
    let hasEnded = false;
    let reads = 0;
    harness = await createChangeHarness(`${PAIR}hub <-> a`, {
      timing: { consistencyTimeoutMs: 60 },
      at: (point) => {
        if (point === 'operation-ended') hasEnded = true;
      },
      wrap: (halves) => ({
        ...halves,
        readHalf: async (id, signal) => {
          const reading = await halves.readHalf(id, signal);
          if (!hasEnded || !('half' in reading) || !/hub-a$/.test(id) || ++reads === 1) return reading;
          return { half: { ...reading.half, allowForwarded: false } };
        },
      }),
    });
    const apply = await harness.change({
      kind: 'set-options',
      from: harness.key('hub'),
      to: harness.key('a'),
      flags: { allowForwarded: true },
    });
    expect(states(apply)).toEqual(['mismatch update hub>a']);
  });

  test('that answers with a web page: the half is read, because the write may have succeeded', async () => {
    harness = await createChangeHarness(PAIR);
    injectFault({ method: 'PUT', path: 'hub-a', effect: 'html', times: 1 });
    const apply = await harness.change(connect('hub', 'a'));
    expect(apply.state).toBe('done');
  });
});

describe('read-only mode', () => {
  test('no apply can be started', async () => {
    harness = await createChangeHarness(PAIR);
    const plan = await harness.changes.createPlan([connect('hub', 'a')]);
    harness.setChangesAllowed(false);
    await expect(harness.begin(plan)).rejects.toMatchObject({ problem: { code: 'read-only', status: 403 } });
    expect(harness.writes()).toEqual([]);
  });

  test('turned on during an apply: sent writes are followed, no more are sent, and it continues when changes are allowed', async () => {
    let current: ChangeHarness | undefined;
    harness = await createChangeHarness(PAIR, {
      at: (point) => {
        if (point === 'recorded') current?.setChangesAllowed(false);
      },
    });
    current = harness;
    const started = await harness.begin(await harness.changes.createPlan([connect('hub', 'a')]));
    await expect.poll(async () => (await harness.changes.getApply(started.id)).state).toBe('paused');
    expect(harness.writes()).toHaveLength(1);
    current = undefined;
    harness.setChangesAllowed(true);
    expect((await harness.waitForEnd(started.id)).state).toBe('done');
    expect(harness.writes()).toHaveLength(2);
  });
});

describe('a cancelled apply', () => {
  test('follows the writes it has sent and sends no more', async () => {
    let current: ChangeHarness | undefined;
    let id = '';
    harness = await createChangeHarness(`${PAIR}vnet c 10.3.0.0/16`, {
      at: async (point) => {
        if (point === 'sent') await current?.changes.cancel(id);
      },
    });
    current = harness;
    const plan = await harness.changes.createPlan(['a', 'b', 'c'].map((spoke) => connect('hub', spoke)));
    id = (await harness.begin(plan)).id;
    const apply = await harness.waitForEnd(id);
    expect(apply.state).toBe('cancelled');
    expect(apply.done + apply.steps.filter(({ state }) => state === 'cancelled').length).toBe(6);
    expect(harness.writes().length).toBe(apply.done);
  });
});

describe('the start of an apply', () => {
  const key = 'a start to cancel';
  const createPlan = () => harness.changes.createPlan([connect('hub', 'a')]);
  const actions = async () => (await harness.changes.getAudit(0, undefined)).entries.map(({ deed, subject }) => [deed, subject]);

  test('that waits for Azure can be canceled: it ends at once, nothing is written, and the plan stays', async () => {
    harness = await createChangeHarness(PAIR);
    const plan = await createPlan();
    injectFault({ method: 'GET', path: '/virtualNetworks/', effect: 'hang', times: 100 });
    const request = { plan: plan.id, hash: plan.hash, key };
    const starts = [1, 2].map(() => harness.changes.startApply(request));
    const outcomes = Promise.allSettled(starts);
    await expect.poll(() => harness.sandbox.context.faults.faults[0]?.seen).toBeGreaterThan(0);
    expect(await harness.changes.cancelStart(plan.id, key)).toBeNull();
    // much earlier than the deadline of the requests
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ reason: { type: 'start-canceled' } });
    expect(await harness.changes.cancelStart(plan.id, key)).toBeNull();
    harness.sandbox.context.faults.clear();
    await expect(harness.changes.startApply(request)).rejects.toMatchObject({ type: 'start-canceled' });
    expect([harness.writes(), await harness.changes.listApplies()]).toEqual([[], []]);
    expect(await actions()).toEqual([
      ['plan', plan.id],
      ['cancel', plan.id],
    ]);
    expect(await harness.changes.getPlan(plan.id)).toEqual(plan);
    expect((await harness.waitForEnd((await harness.begin(plan)).id)).state).toBe('done');
  });

  test('that another server cancels ends without a write', async () => {
    harness = await createChangeHarness(PAIR);
    const plan = await createPlan();
    await harness.store.cancelStart(plan.id, key, anAuditEntry('cancel'));
    await expect(harness.changes.startApply({ plan: plan.id, hash: plan.hash, key })).rejects.toMatchObject({ type: 'start-canceled' });
    expect([harness.writes(), await harness.changes.listApplies()]).toEqual([[], []]);
  });

  test('that is canceled too late: the apply is stopped and returned', async () => {
    let canceled: Promise<ApplyDocument | null> | undefined;
    harness = await createChangeHarness(PAIR, {
      at: async (point, id) => {
        if (point === 'apply-saved') canceled = harness.changes.cancelStart(id, key);
        // the worker may be faster
        if (point === 'lease-taken') await vi.waitUntil(() => canceled);
        await canceled;
      },
    });
    const plan = await createPlan();
    const { id } = await harness.changes.startApply({ plan: plan.id, hash: plan.hash, key });
    expect(await canceled).toMatchObject({ id });
    expect((await harness.waitForEnd(id)).state).toBe('cancelled');
  });

  test('is not canceled for an unknown plan, or with the key of another plan', async () => {
    harness = await createChangeHarness(PAIR);
    const [plan, other] = [await createPlan(), await createPlan()];
    await expect(harness.changes.cancelStart('nowhere', key)).rejects.toMatchObject({ type: 'no-such-plan' });
    const { id } = await harness.changes.startApply({ plan: plan.id, hash: plan.hash, key });
    await expect(harness.changes.cancelStart(other.id, key)).rejects.toMatchObject({ type: 'key-reused' });
    expect((await harness.waitForEnd(id)).state).toBe('done');
  });
});

describe('missing permissions', () => {
  test('are reported before anything is sent, and the apply is rejected', async () => {
    harness = await createChangeHarness(PAIR);
    const hub = harness.topology().vnets.get(harness.key('hub'));
    harness.sandbox.context.store.access.deny(hub?.id ?? '', ['Microsoft.Network/virtualNetworks/peer/action']);
    const plan = await harness.changes.createPlan([connect('hub', 'a')]);
    expect(plan.missingRights).toEqual([
      expect.objectContaining({ action: 'Microsoft.Network/virtualNetworks/peer/action', scope: hub?.id, role: 'Network Contributor' }),
    ]);
    await expect(harness.begin(plan)).rejects.toMatchObject({ problem: { code: 'rights-missing', status: 403 } });
    expect(harness.writes()).toEqual([]);
    const [rights] = await harness.changes.getPermissions([harness.key('hub')]);
    expect(rights).toMatchObject({ write: 'yes', delete: 'yes', peer: 'no' });
  });
});

describe('the audit log', () => {
  test('records every action with the state before and after, and its chain is intact', async () => {
    harness = await createChangeHarness(`${PAIR}hub <-> a`);
    const apply = await harness.change({
      kind: 'set-options',
      from: harness.key('hub'),
      to: harness.key('a'),
      flags: { allowForwarded: true },
    });
    const { entries, isWhole } = await harness.changes.getAudit(0, undefined);
    expect(isWhole).toBe(true);
    expect(entries.map(({ deed }) => deed)).toEqual(['plan', 'apply', 'write', 'outcome', 'apply-ended']);
    expect(entries[1]?.text).toBe('1 to update');
    expect(entries[3]).toMatchObject({ planHash: apply.plan.hash, before: { allowForwarded: false }, after: { allowForwarded: true } });
    const written = harness.sandbox.context.transcript.lines.find(({ method }) => method === 'PUT');
    expect(entries[2]?.attemptId).toBe(written?.clientRequestId);
  });
});
