import { actExternally, declareFault } from '@peerscape/sandbox';
import type { ApplyDocument } from '@peerscape/shared/api';
import { afterEach, describe, expect, test } from 'vitest';
import { type ChangeHouse, changeHouse } from './change-house.ts';

let house: ChangeHouse;
afterEach(async () => house.close());

const PAIR = 'vnet hub 10.0.0.0/16 gateway\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\n';

/** Declares a fault as `/_sandbox/faults` would. */
function befall(fields: Record<string, unknown>): void {
  declareFault(house.sandbox.parts, fields);
}

/** Each step with its state: `succeeded create hub>a`. */
const states = ({ steps }: ApplyDocument) =>
  steps.map(({ id, state }) => `${state} ${id.replace(/\/subscriptions\/[^> ]*\/([^/> ]+)/g, '$1')}`);
const connect = (a: string, b: string) => ({ kind: 'connect', a: house.key(a), b: house.key(b) }) as const;
const halves = () => [...house.topology().halves.values()].map(({ name, state, sync }) => `${name} ${state} ${sync}`).sort();

describe('an apply', () => {
  test('creates both halves, reads them back, and says what is true now', async () => {
    house = await changeHouse(PAIR);
    const apply = await house.change(connect('hub', 'a'));
    expect(apply).toMatchObject({ state: 'done', done: 2, total: 2, words: '2 to create, 0 to change, 0 to sync, 0 to delete' });
    expect(house.writes()).toEqual(['PUT a/a-hub 201', 'PUT hub/hub-a 201']);
    expect(apply.steps.map(({ after }) => after?.state)).toEqual(['Initiated', 'Connected']);
    await expect.poll(halves).toEqual(['a-hub Connected FullyInSync', 'hub-a Connected FullyInSync']);
  });

  test('offers the gateway before it is used, and takes it back after', async () => {
    house = await changeHouse(PAIR);
    await house.change({ ...connect('a', 'hub'), ab: { flags: { useRemoteGateways: true } }, ba: { flags: { allowTransit: true } } });
    expect(house.writes()).toEqual(['PUT hub/hub-a 201', 'PUT a/a-hub 201']);
    await house.readAgain();
    const apply = await house.change({
      kind: 'set-options',
      from: house.key('a'),
      to: house.key('hub'),
      flags: { useRemoteGateways: false },
      back: { allowTransit: false },
    });
    expect(apply.state).toBe('done');
    expect(house.writes().slice(2)).toEqual(['PUT a/a-hub 200', 'PUT hub/hub-a 200']);
  });

  test('sends what was there of the half, with one thing changed', async () => {
    house = await changeHouse(`${PAIR}hub <-> a forwarded`);
    await house.change({ kind: 'set-options', from: house.key('hub'), to: house.key('a'), flags: { allowTransit: true } });
    await house.readAgain();
    const half = [...house.topology().halves.values()].find(({ from }) => from === house.key('hub'));
    expect(half).toMatchObject({ allowForwarded: true, allowTransit: true, allowAccess: true });
  });

  test('is undone: what was deleted is back as it was, and what was made is gone', async () => {
    house = await changeHouse(`${PAIR}hub <-> a forwarded`);
    const before = halves();
    const apply = await house.change({ kind: 'delete', from: house.key('hub'), to: house.key('a') }, connect('hub', 'b'));
    expect(apply.state).toBe('done');
    await expect.poll(() => halves().length).toBe(2);
    const undo = await house.desk.makeUndo(apply.id);
    expect(undo).toMatchObject({ kind: 'undo', undoes: apply.id, plan: { blockers: [] } });
    const undone = await house.ended((await house.begin(undo)).id);
    expect(undone.state).toBe('done');
    await expect.poll(halves).toEqual(before);
    expect(await house.desk.apply(apply.id)).toMatchObject({ undoneBy: undone.id });
  });

  test('cannot be undone where the world has moved on', async () => {
    house = await changeHouse(`${PAIR}hub <-> a`);
    const apply = await house.change({ kind: 'set-options', from: house.key('hub'), to: house.key('a'), flags: { allowForwarded: true } });
    await house.readAgain();
    await house.change({ kind: 'set-options', from: house.key('hub'), to: house.key('a'), flags: { allowForwarded: false } });
    await house.readAgain();
    const undo = await house.desk.makeUndo(apply.id);
    expect(undo.plan.blockers.map(({ code }) => code)).toEqual(['moved-on']);
    await expect(house.begin(undo)).rejects.toMatchObject({ problem: { code: 'plan-blocked' } });
  });
});

describe('a plan is applied once', () => {
  test('asked a hundred times at once with one key it is the same apply', async () => {
    house = await changeHouse(PAIR);
    const plan = await house.desk.makePlan([connect('hub', 'a')]);
    const applies = await Promise.all(Array.from({ length: 100 }, () => house.begin(plan)));
    expect(new Set(applies.map(({ id }) => id)).size).toBe(1);
    await house.ended(applies[0]?.id ?? '');
    expect(house.writes()).toHaveLength(2);
  });

  test('with another key it is refused, and the apply that used it is named', async () => {
    house = await changeHouse(PAIR);
    const plan = await house.desk.makePlan([connect('hub', 'a')]);
    const apply = await house.begin(plan);
    await house.ended(apply.id);
    await expect(house.desk.begin({ plan: plan.id, hash: plan.hash, key: 'another key' })).rejects.toMatchObject({
      problem: { code: 'plan-used', detail: expect.stringContaining(apply.id) },
    });
    expect(house.writes()).toHaveLength(2);
  });

  test('a key that another plan used is refused', async () => {
    house = await changeHouse(`${PAIR}vnet c 10.3.0.0/16`);
    const [one, other] = [await house.desk.makePlan([connect('hub', 'a')]), await house.desk.makePlan([connect('b', 'c')])];
    await house.ended((await house.desk.begin({ plan: one.id, hash: one.hash, key: 'the same key' })).id);
    await expect(house.desk.begin({ plan: other.id, hash: other.hash, key: 'the same key' })).rejects.toMatchObject({
      problem: { status: 422 },
    });
  });

  test('another hash, an unknown plan, a blocked plan and an empty one are refused, and nothing is sent', async () => {
    house = await changeHouse(`${PAIR}vnet twin 10.0.128.0/17\nhub <-> a`);
    const plan = await house.desk.makePlan([connect('hub', 'b')]);
    const blocked = await house.desk.makePlan([connect('hub', 'twin')]);
    const empty = await house.desk.makePlan([connect('hub', 'a')]);
    const code = (begun: Promise<unknown>) =>
      begun.then(
        () => 'begun',
        (error: { problem: { code: string } }) => error.problem.code,
      );
    expect(await code(house.begin({ ...plan, hash: 'other' }))).toBe('hash-differs');
    expect(await code(house.begin({ ...plan, id: 'other' }))).toBe('no-such-plan');
    expect(await code(house.begin(blocked))).toBe('plan-blocked');
    expect(await code(house.begin(empty))).toBe('nothing-to-do');
    expect(house.writes()).toEqual([]);
  });
});

describe('the world moves on', () => {
  test('between plan and apply: refused with what has changed, nothing is sent', async () => {
    house = await changeHouse(`${PAIR}hub <-> a`);
    const plan = await house.desk.makePlan([
      { kind: 'set-options', from: house.key('hub'), to: house.key('a'), flags: { allowForwarded: true } },
    ]);
    await house.change({ kind: 'set-options', from: house.key('hub'), to: house.key('a'), flags: { allowTransit: true } });
    const before = house.writes().length;
    await expect(house.begin(plan)).rejects.toMatchObject({
      problem: { code: 'plan-stale', detail: expect.stringContaining('hub → a: allowTransit') },
    });
    expect(house.writes()).toHaveLength(before);
  });

  test('while it is applied: that half has drifted and is not written, others go on', async () => {
    let meddle = true;
    house = await changeHouse(`${PAIR}hub <-> a\nhub <-> b`, {
      wrap: (halves) => ({
        ...halves,
        readHalf: async (id, signal) => {
          const reading = await halves.readHalf(id, signal);
          if (!('half' in reading) || !meddle || !/hub-a$/.test(id)) return reading;
          meddle = false;
          return { half: { ...reading.half, allowTransit: true } };
        },
      }),
    });
    const set = (to: string) =>
      ({ kind: 'set-options', from: house.key('hub'), to: house.key(to), flags: { allowForwarded: true } }) as const;
    const apply = await house.change(set('a'), set('b'));
    expect(states(apply)).toEqual(['drifted update hub>a', 'succeeded update hub>b']);
    expect(apply.state).toBe('partly');
    expect(apply.steps[0]?.words).toContain('allowTransit');
    expect(house.writes()).toEqual(['PUT hub/hub-b 200']);
  });

  test('what is already as wanted is adopted without a write', async () => {
    house = await changeHouse(PAIR);
    befall({ method: 'PUT', path: 'hub-a', effect: 'busy', times: 1 });
    const begun = await house.begin(await house.desk.makePlan([connect('hub', 'a')]));
    await expect.poll(() => house.writes()).toContain('PUT hub/hub-a 409');
    // somebody else makes the same half while ours waits
    const half = begun.plan.plan.steps.find(({ half: { name } }) => name === 'hub-a')?.half;
    const external = {
      action: 'put-half',
      id: half?.id,
      properties: { remoteVirtualNetwork: { id: house.topology().vnets.get(house.key('a'))?.id } },
    };
    actExternally(house.sandbox.parts, external);
    const apply = await house.ended(begun.id);
    expect(states(apply)).toEqual(['succeeded create a>hub', 'adopted create hub>a']);
    expect(house.writes().filter((line) => line.startsWith('PUT hub/hub-a'))).toEqual(['PUT hub/hub-a 409']);
  });
});

describe('Azure', () => {
  test('that is busy is waited for, and the write is sent again by itself', async () => {
    house = await changeHouse(PAIR);
    befall({ method: 'PUT', path: 'hub-a', effect: 'busy', times: 3 });
    const apply = await house.change(connect('hub', 'a'));
    expect(apply.state).toBe('done');
    expect(house.writes()).toEqual(['PUT a/a-hub 201', ...Array(3).fill('PUT hub/hub-a 409'), 'PUT hub/hub-a 201']);
  });

  test('that throttles is left alone for as long as it asks: no write of that subscription goes out before', async () => {
    house = await changeHouse(PAIR);
    befall({ method: 'PUT', path: 'a-hub', effect: 'throttle', times: 1, retryAfter: 1 });
    const apply = await house.change(connect('hub', 'a'), connect('hub', 'b'));
    expect(apply.state).toBe('done');
    const lines = house.sandbox.parts.transcript.lines.filter(({ method }) => method === 'PUT');
    const refusedAt = lines.findIndex(({ status }) => status === 429);
    const gap = Date.parse(lines[refusedAt + 1]?.time ?? '') - Date.parse(lines[refusedAt]?.time ?? '');
    expect(gap).toBeGreaterThanOrEqual(950);
    expect(lines).toHaveLength(5);
  });

  test('that refuses for good ends the step with its own words; what needs it is skipped, the rest goes on', async () => {
    house = await changeHouse(PAIR);
    befall({ method: 'PUT', path: 'hub-a', effect: 'error', status: 403, code: 'RequestDisallowedByPolicy', message: 'No peerings here.' });
    const apply = await house.change(
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

  test('that leaves a pair with one half: the pair is named', async () => {
    house = await changeHouse(PAIR);
    befall({ method: 'PUT', path: 'hub-a', effect: 'forbid' });
    const apply = await house.change(connect('hub', 'a'));
    await expect
      .poll(async () => (await house.desk.apply(apply.id)).halfOpen.map(({ text }) => text))
      .toEqual(['a → hub exists, but hub → a does not']);
  });

  test.each(['lost-reply', 'hang-up-after'])(
    'that did it and whose answer got lost (%s): it is found done, and not sent again',
    async (effect) => {
      house = await changeHouse(PAIR);
      befall({ method: 'PUT', path: 'hub-a', effect, times: 1 });
      const apply = await house.change(connect('hub', 'a'));
      expect(states(apply)).toEqual(['succeeded create a>hub', 'succeeded create hub>a']);
      expect(house.writes().filter((line) => line.includes('hub-a'))).toHaveLength(1);
    },
  );

  test.each(['server-error', 'hang-up'])('that never got it (%s): it is looked at, and then sent once more', async (effect) => {
    house = await changeHouse(PAIR);
    befall({ method: 'PUT', path: 'hub-a', effect, times: 1 });
    const apply = await house.change(connect('hub', 'a'));
    expect(states(apply)).toEqual(['succeeded create a>hub', 'succeeded create hub>a']);
    expect(house.writes().filter((line) => line.includes('hub-a'))).toHaveLength(2);
  });

  test('that accepts and then fails says why, and what is true is read back', async () => {
    house = await changeHouse(PAIR);
    befall({ method: 'PUT', path: 'hub-a', effect: 'async-failure', code: 'InternalServerError', message: 'It broke.' });
    const apply = await house.change(connect('hub', 'a'));
    const failed = apply.steps.find(({ state }) => state === 'failed');
    expect(failed?.problem?.arm).toEqual({ code: 'InternalServerError', message: 'It broke.' });
    expect(failed?.after?.provisioningState).toBe('Failed');
  });

  test('that cancels a write for another one is sent it once more', async () => {
    house = await changeHouse(`${PAIR}hub <-> a`);
    befall({
      method: 'PUT',
      path: 'hub-a',
      effect: 'async-failure',
      status: 'Canceled',
      code: 'CanceledAndSupersededDueToAnotherOperation',
      message: 'Superseded.',
      times: 1,
    });
    const apply = await house.change({ kind: 'set-options', from: house.key('hub'), to: house.key('a'), flags: { allowForwarded: true } });
    expect(['done', 'failed', 'partly']).toContain(apply.state);
  });

  test('whose operation never ends is given up after its deadline; the half itself then tells', async () => {
    house = await changeHouse(PAIR, { timing: { operationMs: 150 } });
    befall({ method: 'PUT', path: 'hub-a', effect: 'stuck' });
    const begun = await house.begin(await house.desk.makePlan([connect('hub', 'a')]));
    await expect.poll(async () => states(await house.desk.apply(begun.id)), { timeout: 5000 }).toContain('unknown create hub>a');
  });

  test('that answers with a web page did perhaps do it: the half is looked at', async () => {
    house = await changeHouse(PAIR);
    befall({ method: 'PUT', path: 'hub-a', effect: 'html', times: 1 });
    const apply = await house.change(connect('hub', 'a'));
    expect(apply.state).toBe('done');
  });
});

describe('reading only', () => {
  test('nothing can be begun', async () => {
    house = await changeHouse(PAIR);
    const plan = await house.desk.makePlan([connect('hub', 'a')]);
    house.allow(false);
    await expect(house.begin(plan)).rejects.toMatchObject({ problem: { code: 'read-only', status: 403 } });
    expect(house.writes()).toEqual([]);
  });

  test('switched on in the middle, what was sent is followed, nothing more is sent, and it goes on when changes are allowed', async () => {
    let house_: ChangeHouse | undefined;
    house = await changeHouse(PAIR, {
      at: (point) => {
        if (point === 'recorded') house_?.allow(false);
      },
    });
    house_ = house;
    const begun = await house.begin(await house.desk.makePlan([connect('hub', 'a')]));
    await expect.poll(async () => (await house.desk.apply(begun.id)).state).toBe('paused');
    expect(house.writes()).toHaveLength(1);
    house_ = undefined;
    house.allow(true);
    expect((await house.ended(begun.id)).state).toBe('done');
    expect(house.writes()).toHaveLength(2);
  });
});

describe('a cancelled apply', () => {
  test('ends what it has sent and sends nothing more', async () => {
    let house_: ChangeHouse | undefined;
    let id = '';
    house = await changeHouse(`${PAIR}vnet c 10.3.0.0/16`, {
      at: async (point) => {
        if (point === 'sent') await house_?.desk.cancel(id);
      },
    });
    house_ = house;
    const plan = await house.desk.makePlan(['a', 'b', 'c'].map((spoke) => connect('hub', spoke)));
    id = (await house.begin(plan)).id;
    const apply = await house.ended(id);
    expect(apply.state).toBe('cancelled');
    expect(apply.done + apply.steps.filter(({ state }) => state === 'cancelled').length).toBe(6);
    expect(house.writes().length).toBe(apply.done);
  });
});

describe('rights', () => {
  test('that are missing are named before anything is sent, and the apply is refused', async () => {
    house = await changeHouse(PAIR);
    const hub = house.topology().vnets.get(house.key('hub'));
    house.sandbox.parts.store.access.deny(hub?.id ?? '', ['Microsoft.Network/virtualNetworks/peer/action']);
    const plan = await house.desk.makePlan([connect('hub', 'a')]);
    expect(plan.missingRights).toEqual([
      expect.objectContaining({ action: 'Microsoft.Network/virtualNetworks/peer/action', scope: hub?.id, role: 'Network Contributor' }),
    ]);
    await expect(house.begin(plan)).rejects.toMatchObject({ problem: { code: 'rights-missing', status: 403 } });
    expect(house.writes()).toEqual([]);
    const [rights] = await house.desk.rights([house.key('hub')]);
    expect(rights).toMatchObject({ write: 'yes', delete: 'yes', peer: 'no' });
  });
});

describe('the audit', () => {
  test('says who did what, with before and after, and its chain is whole', async () => {
    house = await changeHouse(`${PAIR}hub <-> a`);
    const apply = await house.change({ kind: 'set-options', from: house.key('hub'), to: house.key('a'), flags: { allowForwarded: true } });
    const { entries, isWhole } = await house.desk.audit(0, undefined);
    expect(isWhole).toBe(true);
    expect(entries.map(({ deed }) => deed)).toEqual(['plan', 'apply', 'write', 'outcome', 'apply-ended']);
    expect(entries[3]).toMatchObject({ planHash: apply.plan.hash, before: { allowForwarded: false }, after: { allowForwarded: true } });
    const written = house.sandbox.parts.transcript.lines.find(({ method }) => method === 'PUT');
    expect(entries[2]?.attemptId).toBe(written?.clientRequestId);
  });
});
