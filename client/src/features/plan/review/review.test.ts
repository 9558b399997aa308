import type { ResourceKey } from '@peerscape/shared/arm';
import { type Intent, makePlan, type Step } from '@peerscape/shared/plan';
import { createNamer } from '@peerscape/shared/topology';
import { expect, test } from 'vitest';
import { topologyOf } from '../../../testing/worlds.ts';
import { describeIntent } from './describe-intent.ts';
import { detectDrift } from './draft-review.tsx';
import { settingChanges } from './setting-changes.ts';
import { groupSteps } from './step-groups.ts';

const topology = topologyOf(
  'vnet hub 10.0.0.0/16 gateway\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet c 10.3.0.0/16\nhub <-> a\nhub <-> b\n',
);
const key = (name: string): ResourceKey => [...topology.vnets.values()].find((vnet) => vnet.name === name)?.key ?? ('' as ResourceKey);
const [hub, a, b, c] = [key('hub'), key('a'), key('b'), key('c')];
const describe = (intent: Intent): string => describeIntent(intent, createNamer(topology));
const stepsFor = (...intents: Intent[]): readonly Step[] => makePlan(topology, intents).steps;

const useGateway: Intent = { kind: 'set-options', from: a, to: hub, flags: { useRemoteGateways: true }, back: { allowTransit: true } };

test('groups steps by peering with their number in the plan and the steps they run after', () => {
  const [written, ...others] = groupSteps(stepsFor(useGateway, { kind: 'connect', a: hub, b: c }));
  expect([written?.title, others]).toEqual(['Writes', []]);
  expect(written?.groups.map(({ steps }) => steps.length)).toEqual([2, 2]);
  const offer = written?.groups.flatMap(({ steps }) => steps).find(({ step }) => step.reason === 'gateway-must-be-offered-first');
  expect(offer?.after).toHaveLength(1);
});

test('separates deletions from other steps', () => {
  const sections = groupSteps(stepsFor({ kind: 'delete', from: hub, to: b }, { kind: 'connect', a: hub, b: c }));
  expect(sections.map(({ title, groups }) => [title, groups.map(({ steps }) => steps.map(({ step }) => step.action))])).toEqual([
    ['Writes', [['create', 'create']]],
    ['Deletions', [['delete', 'delete']]],
  ]);
});

const numbers = (sections: ReturnType<typeof groupSteps>) =>
  sections.flatMap(({ groups }) => groups.flatMap(({ steps }) => steps.map(({ number }) => number)));

test('numbers steps as they are listed, also where the plan deletes first', () => {
  const recreation = [{ kind: 'delete-half', from: hub, to: a } as const, { kind: 'put-half', from: hub, to: a } as const];
  const sections = groupSteps(stepsFor({ kind: 'changes', changes: recreation }));
  expect(sections.map(({ title }) => title)).toEqual(['Deletions first', 'Writes']);
  expect(numbers(sections)).toEqual([1, 2, 3]);
  expect(sections[1]?.groups[0]?.steps[0]?.after).toEqual([1]);
});

test('numbers the steps of peerings whose steps alternate in the plan as they are listed', () => {
  const [one, two, three, four] = stepsFor({ kind: 'connect', a: hub, b: c }, { kind: 'connect', a, b: c });
  const alternating = [one, three, two, four].filter((step) => step !== undefined);
  expect(numbers(groupSteps(alternating))).toEqual([1, 2, 3, 4]);
});

test('lists each changed option of a half before and after', () => {
  const steps = stepsFor(useGateway);
  expect(steps.flatMap((step) => settingChanges(step, steps))).toEqual([
    { setting: 'Allow gateway transit', before: 'no', after: 'yes' },
    { setting: 'Use remote gateways', before: 'no', after: 'yes' },
  ]);
});

test('lists the prefixes before and after a sync', () => {
  const grown = topologyOf('vnet x 10.8.0.0/16\nvnet y 10.9.0.0/16 10.10.0.0/16\nx -> y Connected learned=10.9.0.0/16\ny -> x Connected\n');
  const [x, y] = [...grown.vnets.keys()].sort();
  if (!x || !y) throw new Error('The fixture of this test has two VNets');
  const { steps } = makePlan(grown, [{ kind: 'sync', from: x, to: y }]);
  expect(steps.flatMap((step) => settingChanges(step, steps))).toEqual([
    { setting: 'Remote address space in use', before: '10.9.0.0/16', after: '10.9.0.0/16, 10.10.0.0/16' },
  ]);
});

test('describes intents with the names of both VNets', () => {
  expect(
    [
      { kind: 'connect', a: hub, b: c } as const,
      { kind: 'connect', a: hub, b: c, only: 'half' } as const,
      { kind: 'repair', a: hub, b: a } as const,
      { kind: 'delete', from: hub, to: a } as const,
      { kind: 'delete', from: hub, to: a, only: 'half' } as const,
      { kind: 'sync', from: hub, to: a } as const,
      useGateway,
      { kind: 'changes', changes: [{ kind: 'put-half', from: hub, to: a }] } as const,
      {
        kind: 'changes',
        changes: [
          { kind: 'put-half', from: hub, to: a },
          { kind: 'sync-half', from: a, to: hub },
        ],
      } as const,
    ].map(describe),
  ).toEqual([
    'Peer c and hub',
    'Create the half hub → c',
    'Repair the peering a – hub',
    'Delete the peering a – hub',
    'Delete the half hub → a',
    'Sync the peering a – hub',
    'Change a → hub (Use remote gateways: yes) and hub → a (Allow gateway transit: yes)',
    'Create or update the half hub → a',
    'Change hub → a and a → hub',
  ]);
});

test('detects whether the page or the plan is based on older data', () => {
  const madeAt = '2026-11-22T10:42:07.000Z';
  const plan = { plan: { ...makePlan(topology, []), basedOn: 'now' }, madeAt } as unknown as Parameters<typeof detectDrift>[0];
  expect(detectDrift(plan, { basedOn: 'now' }, madeAt)).toBe('none');
  expect(detectDrift(plan, { basedOn: 'before' }, '2026-11-22T10:40:00.000Z')).toBe('page-is-older');
  expect(detectDrift(plan, { basedOn: 'later' }, '2026-11-22T10:44:00.000Z')).toBe('plan-is-older');
});
