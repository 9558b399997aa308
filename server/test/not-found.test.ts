import { declareFault, runExternalAction } from '@peerscape/sandbox';
import type { ApplyDocument } from '@peerscape/shared/api';
import { afterEach, describe, expect, test } from 'vitest';
import type { Failpoint } from '../src/work/change/index.ts';
import { type ChangeHarness, createChangeHarness } from './change-harness.ts';

/** A 404 has many causes. A half counts as deleted only after repeated 404s for the half itself. */
let harness: ChangeHarness;
afterEach(async () => harness.close());

const WORLD = 'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\n';
const PEERED = `${WORLD}hub <-> a`;
/** Ends a step after a few retries. */
const SHORT_TIMING = { busyMs: { first: 5, most: 20, deadline: 100 } };
const HALVES = '/virtualNetworkPeerings/';

function injectFault(fields: Record<string, unknown>): void {
  declareFault(harness.sandbox.context, { method: 'GET', path: HALVES, ...fields });
}

function actAsOther(action: string, id: string | undefined): void {
  runExternalAction(harness.sandbox.context, { action, id });
}

const error = (code: string) => ({ effect: 'error', status: 404, code, message: `Message of ${code}.` });

/** 404s that say nothing about the half itself. */
const UNRELATED = [
  ['SubscriptionNotFound', error('SubscriptionNotFound')],
  ['ResourceGroupNotFound', error('ResourceGroupNotFound')],
  ['InvalidResourceType', error('InvalidResourceType')],
  ['no code', { effect: 'no-body', status: 404 }],
] as const;

/** 404s from a stale replica, which returns the half a moment later. */
const STALE = [
  ['NotFound', { ...error('NotFound'), times: 2 }],
  ['ResourceNotFound', { ...error('ResourceNotFound'), times: 2 }],
] as const;

const states = ({ steps }: ApplyDocument) => steps.map(({ state }) => state);
const halvesInSnapshot = () => [...harness.topology().halves.values()].map(({ name }) => name).sort();
const halvesInAzure = () => [...harness.sandbox.context.store.halves.values()].map(({ id }) => id.split('/').at(-1)).sort();
const deletion = () => ({ kind: 'delete', from: harness.key('hub'), to: harness.key('a') }) as const;
const connection = () => ({ kind: 'connect', a: harness.key('hub'), b: harness.key('a') }) as const;

describe('a 404 before a deletion', () => {
  test.each(UNRELATED)(
    'with %s is retried, then the step fails with ARM’s error; nothing is sent or shown as deleted',
    async (name, fault) => {
      harness = await createChangeHarness(PEERED, { timing: SHORT_TIMING });
      const plan = await harness.changes.createPlan([deletion()]);
      injectFault(fault);
      const apply = await harness.waitForEnd((await harness.begin(plan)).id);
      expect([apply.state, apply.done]).toEqual(['failed', 0]);
      expect(harness.writes()).toEqual([]);
      const failed = apply.steps.find(({ state }) => state === 'failed');
      expect(failed?.problem?.arm?.code).toBe(name === 'no code' ? undefined : name);
      await harness.publishHalfReads();
      expect(halvesInSnapshot()).toEqual(['a-hub', 'hub-a']);
    },
  );

  test.each(STALE)('with %s twice, followed by the half: the half is deleted', async (_name, fault) => {
    harness = await createChangeHarness(PEERED);
    const plan = await harness.changes.createPlan([deletion()]);
    injectFault(fault);
    const apply = await harness.waitForEnd((await harness.begin(plan)).id);
    expect([apply.state, states(apply)]).toEqual(['done', ['succeeded', 'succeeded']]);
    expect(halvesInAzure()).toEqual([]);
    expect(harness.writes()).toHaveLength(2);
  });

  test('of a half whose VNet exists: the step is reported as already done, and nothing is sent', async () => {
    harness = await createChangeHarness(PEERED, { at: once('lease-taken', () => actAsOther('delete-half', half('a-hub'))) });
    const apply = await harness.change(deletion());
    expect(apply.state).toBe('done');
    expect(messageOf(apply, 'a-hub')).toBe('Already in the desired state; nothing was sent');
    expect(states(apply).sort()).toEqual(['adopted', 'succeeded']);
    await expect.poll(halvesInSnapshot).toEqual([]);
  });

  test('of a half whose VNet was deleted: the half is reported as deleted with it; an undo reports what cannot be restored', async () => {
    harness = await createChangeHarness(PEERED, { at: once('lease-taken', () => actAsOther('delete-vnet', vnet('a'))) });
    const apply = await harness.change(deletion());
    expect(apply.state).toBe('done');
    expect(messageOf(apply, 'a-hub')).toBe('This half was deleted together with its virtual network; nothing was sent');
    await expect.poll(halvesInSnapshot).toEqual([]);
    await expect(harness.changes.createUndoPlan(apply.id)).rejects.toMatchObject({
      problem: { code: 'no-such-vnet', detail: expect.stringContaining('cannot be restored') },
    });
  });
});

describe('a 404 before a creation', () => {
  test.each(UNRELATED)('with %s is retried, then the step fails; nothing is sent', async (_name, fault) => {
    harness = await createChangeHarness(WORLD, { timing: SHORT_TIMING });
    const plan = await harness.changes.createPlan([connection()]);
    injectFault(fault);
    const apply = await harness.waitForEnd((await harness.begin(plan)).id);
    expect([apply.state, apply.done]).toEqual(['failed', 0]);
    expect(harness.writes()).toEqual([]);
  });

  test.each(STALE)('with %s of a half that another operator created meanwhile: the half is not overwritten', async (_name, fault) => {
    let isFirst = true;
    harness = await createChangeHarness(WORLD, {
      at: (point) => {
        if (point !== 'lease-taken' || !isFirst) return;
        isFirst = false;
        for (const [from, to] of [
          ['a', 'hub'],
          ['hub', 'a'],
        ] as const)
          runExternalAction(harness.sandbox.context, {
            action: 'put-half',
            id: `${vnet(from)}/virtualNetworkPeerings/${from}-${to}`,
            properties: { remoteVirtualNetwork: { id: vnet(to) }, allowForwardedTraffic: true },
          });
        injectFault(fault);
      },
    });
    const before = harness.writes().length;
    const apply = await harness.change(connection());
    expect(states(apply)).not.toContain('succeeded');
    expect(
      harness
        .writes()
        .slice(before)
        .filter((line) => line.endsWith('200')),
    ).toHaveLength(0);
  });

  test('of a half whose VNet was deleted: the step fails with that reason', async () => {
    harness = await createChangeHarness(WORLD, { at: once('lease-taken', () => actAsOther('delete-vnet', vnet('a'))) });
    const apply = await harness.change(connection());
    expect(messageOf(apply, 'a-hub')).toBe('The virtual network of this half was deleted; nothing was sent');
    expect(apply.steps.find(({ words: message }) => message?.includes('was deleted'))?.state).toBe('failed');
  });
});

describe('a 404 after a deletion was accepted', () => {
  test.each(UNRELATED)('with %s is no evidence: the step is not done until Azure confirms it', async (_name, fault) => {
    harness = await createChangeHarness(PEERED, {
      at: once('operation-ended', () => injectFault(fault)),
      timing: { consistencyTimeoutMs: 60 },
    });
    const started = await harness.begin(await harness.changes.createPlan([deletion()]));
    await expect.poll(async () => states(await harness.changes.getApply(started.id))).toContain('unknown');
    await harness.publishHalfReads();
    expect(states(await harness.changes.getApply(started.id))).not.toContain('succeeded');
    expect(halvesInSnapshot()).toEqual(['a-hub', 'hub-a']);
    harness.sandbox.context.faults.clear();
    expect((await harness.waitForEnd(started.id)).state).toBe('done');
    await expect.poll(halvesInSnapshot).toEqual([]);
  });

  test.each(STALE)('with %s of a half that still exists: the final state in Azure counts', async (_name, fault) => {
    harness = await createChangeHarness(PEERED, { at: once('sent', () => injectFault(fault)) });
    const apply = await harness.change(deletion());
    expect(apply.state).toBe('done');
    expect(halvesInAzure()).toEqual([]);
  });
});

describe('planning', () => {
  test.each(UNRELATED)(
    'on a VNet that cannot be read because of %s is rejected with ARM’s error, and the VNet is not treated as deleted',
    async (_name, fault) => {
      harness = await createChangeHarness(PEERED);
      injectFault({ ...fault, path: '/virtualNetworks/a?' });
      await expect(harness.changes.createPlan([deletion()])).rejects.toMatchObject({
        problem: { code: expect.not.stringContaining('no-such-vnet') },
      });
    },
  );

  test.each(STALE)('on a VNet whose first read returns %s continues', async (_name, fault) => {
    harness = await createChangeHarness(PEERED);
    injectFault({ ...fault, path: '/virtualNetworks/a?' });
    expect((await harness.changes.createPlan([deletion()])).plan.steps).toHaveLength(2);
  });
});

const vnet = (name: string): string | undefined =>
  [...harness.sandbox.context.store.vnets.values()].find(({ id }) => id.endsWith(`/${name}`))?.id;
const half = (name: string): string | undefined =>
  [...harness.sandbox.context.store.halves.values()].find(({ id }) => id.endsWith(`/${name}`))?.id;
const messageOf = ({ steps, plan }: ApplyDocument, name: string) =>
  steps.find(({ id }) => plan.plan.steps.some((step) => step.id === id && step.half.name === name))?.words;

/** Runs the callback at the first occurrence of a failpoint. */
function once(point: Failpoint, run: () => void) {
  let isDone = false;
  return (at: Failpoint) => {
    if (at !== point || isDone) return;
    isDone = true;
    run();
  };
}
