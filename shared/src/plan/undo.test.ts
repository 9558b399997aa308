import { describe, expect, it } from 'vitest';
import type { ResourceKey } from '../arm/index.ts';
import { applyChanges, buildTopology, createNamer } from '../topology/index.ts';
import { readWorld } from '../world/index.ts';
import { applyPlan, formatPlan, makePlan, undoPlan } from './index.ts';

const VNETS = 'vnet hub 10.0.0.0/16 gateway\nvnet a 10.1.0.0/16\n';

function fixture(text: string) {
  const world = readWorld(VNETS + text);
  if (!world.ok) throw new Error(world.problem);
  const { rows } = world.value;
  const topology = buildTopology(rows);
  const at = (name: string): ResourceKey => [...topology.vnets.values()].find((vnet) => vnet.name === name)?.key ?? ('' as ResourceKey);
  return { rows, hub: at('hub'), a: at('a'), nameOf: createNamer(topology) };
}

describe('undoPlan', () => {
  it('undoes in the order that Azure accepts, and restores an Initiated half to Initiated', () => {
    const { rows, hub, a, nameOf } = fixture('hub -> a Initiated transit');
    const plan = makePlan(rows, [{ kind: 'connect', a, b: hub, ab: { flags: { useRemoteGateways: true } } }]);
    const after = applyPlan(rows, plan);
    expect(formatPlan(undoPlan(buildTopology(after), plan), nameOf).split('\n')).toEqual([
      '1 - a->hub  (asked-for)',
      '2 ~ hub->a  (dead-half-is-written-again)  after delete a->hub',
      'Plan: 0 to create, 1 to update, 0 to sync, 1 to delete',
    ]);
  });

  it('leaves out halves of VNets that were deleted, and says so', () => {
    const { rows, hub, a, nameOf } = fixture('hub <-> a\nvnet gone 10.9.0.0/16 deleted\nhub -> gone Disconnected');
    const gone = [...buildTopology(rows).ghosts.keys()][0] ?? hub;
    const plan = makePlan(rows, [
      { kind: 'delete', from: hub, to: gone, only: 'half' },
      { kind: 'set-options', from: hub, to: a, flags: { allowForwarded: true } },
    ]);
    const undo = undoPlan(buildTopology(applyPlan(rows, plan)), plan);
    expect([undo.blockers, undo.steps.map(({ half }) => nameOf(half.to))]).toEqual([[], ['a']]);
    expect(undo.notes.map(({ code, text }) => `${code}: ${text}`)).toEqual([
      'not-restored: hub → gone is not restored: gone was deleted, or it is not visible to you.',
    ]);
  });

  it('restores a deleted peering with its names and options', () => {
    const { rows, hub, a, nameOf } = fixture('hub -> a Connected transit name=to-a\na -> hub Connected use-gateways forwarded');
    const plan = makePlan(rows, [{ kind: 'delete', from: hub, to: a }]);
    const undo = undoPlan(buildTopology(applyPlan(rows, plan)), plan);
    expect(formatPlan(undo, nameOf).split('\n')).toEqual([
      '1 + hub->a  (asked-for)',
      '2 + a->hub  (gateway-must-be-offered-first)  after create hub->a',
      'Plan: 2 to create, 0 to update, 0 to sync, 0 to delete',
    ]);
    expect(undo.steps[0]?.half.name).toBe('to-a');
  });

  it('is blocked when the half was changed in the meantime, and names the change', () => {
    const { rows, hub, a, nameOf } = fixture('hub <-> a');
    const plan = makePlan(rows, [{ kind: 'set-options', from: hub, to: a, flags: { allowForwarded: true } }]);
    const after = applyPlan(rows, plan);
    const changed = applyChanges(after, [{ kind: 'put-half', from: hub, to: a, flags: { allowAccess: false } }]);
    const deleted = applyChanges(after, [{ kind: 'delete-half', from: hub, to: a }]);
    const reasons = [changed, deleted].map((now) => undoPlan(buildTopology(now), plan).blockers.map(({ code, text }) => `${code} ${text}`));
    expect(reasons).toEqual([
      ['moved-on hub → a has since been changed (allowAccess); undoing would overwrite that change.'],
      [
        'moved-on hub → a has since been deleted; undoing would have to create it again.',
        'remote-is-disconnected a → hub is Disconnected, so Azure rejects every write to hub → a. Repair the peering: a → hub must be written again or deleted first.',
      ],
    ]);
    expect(formatPlan(undoPlan(buildTopology(after), plan), nameOf)).toContain('1 ~ hub->a');
  });

  it('undoes only the steps that were done', () => {
    const { rows, hub, a, nameOf } = fixture('');
    const plan = makePlan(rows, [{ kind: 'connect', a: hub, b: a }]);
    const [first] = plan.steps;
    const done = applyPlan(rows, { steps: first ? [first] : [] });
    expect(
      formatPlan(
        undoPlan(buildTopology(done), plan, (step) => step === first),
        nameOf,
      ).split('\n'),
    ).toEqual(['1 - a->hub  (asked-for)', 'Plan: 0 to create, 0 to update, 0 to sync, 1 to delete']);
  });

  it('notes that a sync cannot be undone', () => {
    const { rows, hub, a } = fixture('hub -> a Connected learned=10.9.0.0/16\na -> hub Connected');
    const plan = makePlan(rows, [{ kind: 'sync', from: hub, to: a }]);
    const undo = undoPlan(buildTopology(applyPlan(rows, plan)), plan);
    expect({ steps: undo.steps, notes: undo.notes.map(({ text }) => text) }).toEqual({
      steps: [],
      notes: ['hub → a stays in sync with a: a sync cannot be undone.'],
    });
  });
});

describe('an update', () => {
  it('contains every writable property as it was, including unknown ones, with one changed', () => {
    const { rows, hub, a } = fixture('hub <-> a transit forwarded local-subnets=x remote-subnets=y');
    const extended = {
      ...rows,
      halves: rows.halves.map((half) => ({ ...half, doNotVerifyRemoteGateways: true, other: { routeServiceVips: {} } })),
    };
    const plan = makePlan(extended, [{ kind: 'set-options', from: hub, to: a, flags: { allowAccess: false } }]);
    const [step] = plan.steps;
    expect({ write: step?.write, changed: step?.changed }).toMatchObject({
      changed: ['allowAccess'],
      write: {
        allowAccess: false,
        allowForwarded: true,
        allowTransit: true,
        useRemoteGateways: false,
        doNotVerifyRemoteGateways: true,
        completeVnets: false,
        localSubnets: ['x'],
        remoteSubnets: ['y'],
        other: { routeServiceVips: {} },
      },
    });
    expect(step?.expects).toMatchObject({ kind: 'half', half: { etag: expect.stringMatching(/^W\//) } });
  });
});

describe('limits', () => {
  it('block a 501st peering and more steps than a plan may have', () => {
    const world = readWorld(
      `vnet hub 10.0.0.0/16\n${Array.from({ length: 501 }, (_, i) => `vnet s${i} 11.${Math.floor(i / 250)}.${i % 250}.0/24`).join('\n')}`,
    );
    if (!world.ok) throw new Error(world.problem);
    const [hub, ...spokes] = [...buildTopology(world.value.rows).vnets.keys()];
    if (!hub) throw new Error('the fixture has no hub');
    const star = makePlan(
      world.value.rows,
      spokes.map((b) => ({ kind: 'connect', a: hub, b })),
    );
    expect(star.blockers.map(({ text }) => text)).toEqual(['hub would have 501 peerings; Azure allows 500 per VNet.']);
    const some = spokes.slice(0, 80);
    const mesh = makePlan(
      world.value.rows,
      some.flatMap((a, i) => some.slice(i + 1).map((b) => ({ kind: 'connect' as const, a, b }))),
    );
    expect(mesh.blockers.map(({ code }) => code)).toEqual(['too-many-steps']);
  });
});
