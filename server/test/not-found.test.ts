import { actExternally, declareFault } from '@peerscape/sandbox';
import type { ApplyDocument } from '@peerscape/shared/api';
import { afterEach, describe, expect, test } from 'vitest';
import type { Point } from '../src/work/change/index.ts';
import { type ChangeHouse, changeHouse } from './change-house.ts';

/** A 404 has many reasons; only Azure's word about the half itself, said often enough, makes a half gone. */
let house: ChangeHouse;
afterEach(async () => house.close());

const WORLD = 'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\n';
const PEERED = `${WORLD}hub <-> a`;
/** So long that a lagging answer passes, and short for a test. */
const PATIENCE = { busyMs: { first: 5, most: 20, deadline: 400 } };
const HALVES = '/virtualNetworkPeerings/';

function declare(fields: Record<string, unknown>): void {
  declareFault(house.sandbox.parts, { method: 'GET', path: HALVES, ...fields });
}

function external(action: string, id: string | undefined): void {
  actExternally(house.sandbox.parts, { action, id });
}

const error = (code: string) => ({ effect: 'error', status: 404, code, message: `Said ${code}.` });

/** 404s that say nothing about the half, however often they come. */
const FOREIGN = [
  ['SubscriptionNotFound', error('SubscriptionNotFound')],
  ['ResourceGroupNotFound', error('ResourceGroupNotFound')],
  ['InvalidResourceType', error('InvalidResourceType')],
  ['no code', { effect: 'no-body', status: 404 }],
] as const;

/** 404s of a copy that lags: Azure says something else a moment later. */
const LAGGING = [
  ['NotFound', { ...error('NotFound'), times: 2 }],
  ['ResourceNotFound', { ...error('ResourceNotFound'), times: 2 }],
] as const;

const states = ({ steps }: ApplyDocument) => steps.map(({ state }) => state);
const shown = () => [...house.topology().halves.values()].map(({ name }) => name).sort();
const inAzure = () => [...house.sandbox.parts.store.halves.values()].map(({ id }) => id.split('/').at(-1)).sort();
const deletion = () => ({ kind: 'delete', from: house.key('hub'), to: house.key('a') }) as const;
const connection = () => ({ kind: 'connect', a: house.key('hub'), b: house.key('a') }) as const;
/** Longer than what was seen of single halves takes to be shown. */
const shownLong = () => new Promise((resolve) => setTimeout(resolve, 500));

describe('a 404 before a deletion', () => {
  test.each(FOREIGN)(
    'that says %s is waited out, then the step fails in ARM’s words; nothing is sent or drawn as gone',
    async (what, fault) => {
      house = await changeHouse(PEERED, { timing: PATIENCE });
      const plan = await house.desk.makePlan([deletion()]);
      declare(fault);
      const apply = await house.ended((await house.begin(plan)).id);
      expect([apply.state, apply.done]).toEqual(['failed', 0]);
      expect(house.writes()).toEqual([]);
      const failed = apply.steps.find(({ state }) => state === 'failed');
      expect(failed?.problem?.arm?.code).toBe(what === 'no code' ? undefined : what);
      await shownLong();
      expect(shown()).toEqual(['a-hub', 'hub-a']);
    },
  );

  test.each(LAGGING)('that says %s twice and then shows the half: it is deleted', async (_what, fault) => {
    house = await changeHouse(PEERED);
    const plan = await house.desk.makePlan([deletion()]);
    declare(fault);
    const apply = await house.ended((await house.begin(plan)).id);
    expect([apply.state, states(apply)]).toEqual(['done', ['succeeded', 'succeeded']]);
    expect(inAzure()).toEqual([]);
    expect(house.writes()).toHaveLength(2);
  });

  test('the half is gone and its VNet is there: that is said, and nothing is sent', async () => {
    house = await changeHouse(PEERED, { at: once('lease-taken', () => external('delete-half', half('a-hub'))) });
    const apply = await house.change(deletion());
    expect(apply.state).toBe('done');
    expect(words(apply, 'a-hub')).toBe('Already in the desired state; nothing was sent');
    expect(states(apply).sort()).toEqual(['adopted', 'succeeded']);
    await expect.poll(shown).toEqual([]);
  });

  test('the VNet is gone: the half went with it, which is said; undoing says what cannot be restored', async () => {
    house = await changeHouse(PEERED, { at: once('lease-taken', () => external('delete-vnet', vnet('a'))) });
    const apply = await house.change(deletion());
    expect(apply.state).toBe('done');
    expect(words(apply, 'a-hub')).toBe('This half was deleted together with its virtual network; nothing was sent');
    await expect.poll(shown).toEqual([]);
    await expect(house.desk.makeUndo(apply.id)).rejects.toMatchObject({
      problem: { code: 'no-such-vnet', detail: expect.stringContaining('cannot be restored') },
    });
  });
});

describe('a 404 before a creation', () => {
  test.each(FOREIGN)('that says %s is waited out, then the step fails; nothing is sent', async (_what, fault) => {
    house = await changeHouse(WORLD, { timing: PATIENCE });
    const plan = await house.desk.makePlan([connection()]);
    declare(fault);
    const apply = await house.ended((await house.begin(plan)).id);
    expect([apply.state, apply.done]).toEqual(['failed', 0]);
    expect(house.writes()).toEqual([]);
  });

  test.each(LAGGING)('that says %s of a half that somebody made meanwhile: it is not written over', async (_what, fault) => {
    let isFirst = true;
    house = await changeHouse(WORLD, {
      at: (point) => {
        if (point !== 'lease-taken' || !isFirst) return;
        isFirst = false;
        for (const [from, to] of [
          ['a', 'hub'],
          ['hub', 'a'],
        ] as const)
          actExternally(house.sandbox.parts, {
            action: 'put-half',
            id: `${vnet(from)}/virtualNetworkPeerings/${from}-${to}`,
            properties: { remoteVirtualNetwork: { id: vnet(to) }, allowForwardedTraffic: true },
          });
        declare(fault);
      },
    });
    const before = house.writes().length;
    const apply = await house.change(connection());
    expect(states(apply)).not.toContain('succeeded');
    expect(
      house
        .writes()
        .slice(before)
        .filter((line) => line.endsWith('200')),
    ).toHaveLength(0);
  });

  test('whose VNet is gone fails and says so', async () => {
    house = await changeHouse(WORLD, { at: once('lease-taken', () => external('delete-vnet', vnet('a'))) });
    const apply = await house.change(connection());
    expect(words(apply, 'a-hub')).toBe('The virtual network of this half was deleted; nothing was sent');
    expect(apply.steps.find(({ words: text }) => text?.includes('was deleted'))?.state).toBe('failed');
  });
});

describe('a 404 after a deletion was accepted', () => {
  test.each(FOREIGN)('that says %s is no proof: it is not called done until Azure says so', async (_what, fault) => {
    house = await changeHouse(PEERED, { at: once('operation-ended', () => declare(fault)), timing: { showMs: 60 } });
    const begun = await house.begin(await house.desk.makePlan([deletion()]));
    await expect.poll(async () => states(await house.desk.apply(begun.id))).toContain('unknown');
    await shownLong();
    expect(states(await house.desk.apply(begun.id))).not.toContain('succeeded');
    expect(shown()).toEqual(['a-hub', 'hub-a']);
    house.sandbox.parts.faults.clear();
    expect((await house.ended(begun.id)).state).toBe('done');
    await expect.poll(shown).toEqual([]);
  });

  test.each(LAGGING)('that says %s of a half that is still there: what counts is what Azure says in the end', async (_what, fault) => {
    house = await changeHouse(PEERED, { at: once('sent', () => declare(fault)) });
    const apply = await house.change(deletion());
    expect(apply.state).toBe('done');
    expect(inAzure()).toEqual([]);
  });
});

describe('planning', () => {
  test.each(FOREIGN)(
    'on a VNet whose reading says %s is refused in ARM’s words, and the VNet is not taken for gone',
    async (_what, fault) => {
      house = await changeHouse(PEERED);
      declare({ ...fault, path: '/virtualNetworks/a?' });
      await expect(house.desk.makePlan([deletion()])).rejects.toMatchObject({
        problem: { code: expect.not.stringContaining('no-such-vnet') },
      });
    },
  );

  test.each(LAGGING)('on a VNet whose reading says %s at first goes on', async (_what, fault) => {
    house = await changeHouse(PEERED);
    declare({ ...fault, path: '/virtualNetworks/a?' });
    expect((await house.desk.makePlan([deletion()])).plan.steps).toHaveLength(2);
  });
});

const vnet = (name: string): string | undefined =>
  [...house.sandbox.parts.store.vnets.values()].find(({ id }) => id.endsWith(`/${name}`))?.id;
const half = (name: string): string | undefined =>
  [...house.sandbox.parts.store.halves.values()].find(({ id }) => id.endsWith(`/${name}`))?.id;
const words = ({ steps, plan }: ApplyDocument, name: string) =>
  steps.find(({ id }) => plan.plan.steps.some((step) => step.id === id && step.half.name === name))?.words;

/** Does it at the first time that the engine comes to the point. */
function once(point: Point, run: () => void) {
  let isDone = false;
  return (at: Point) => {
    if (at !== point || isDone) return;
    isDone = true;
    run();
  };
}
