import { describe, expect, it } from 'vitest';
import { type ResourceKey, resourceKey } from '../arm/index.ts';
import { toFixture } from '../testing/fixtures.ts';
import { buildTopology, createNamer, type HalfFlags } from '../topology/index.ts';
import { createStepNamer, formatPlannedCounts, type Intent, makePlan, planTitle } from './index.ts';

const VNETS = ['hub', 'a', 'b', 'c', 'd', 'e'].map((name, i) => `vnet ${name} 10.${i}.0.0/16`).join('\n');

function titleOf(world: string, intents: (at: (name: string) => ResourceKey) => readonly Intent[], kind?: 'undo'): string {
  const topology = buildTopology(toFixture(`${VNETS}\n${world}`).rows);
  const at = (name: string) => [...topology.vnets.values()].find((vnet) => vnet.name === name)?.key ?? resourceKey(name);
  const plan = makePlan(topology, intents(at));
  return `${planTitle(plan, createNamer(topology), kind)} (${formatPlannedCounts(plan)})`;
}

type At = (name: string) => ResourceKey;
const connect =
  (a: string, b: string) =>
  (at: At): Intent => ({ kind: 'connect', a: at(a), b: at(b) });
const remove =
  (from: string, to: string, only?: 'half') =>
  (at: At): Intent => ({ kind: 'delete', from: at(from), to: at(to), ...(only && { only }) });
const set =
  (from: string, to: string, flags: Partial<HalfFlags>) =>
  (at: At): Intent => ({ kind: 'set-options', from: at(from), to: at(to), flags });

const STAR = 'hub <-> a\nhub <-> b\nhub <-> c';

describe('the title of a plan', () => {
  it.each<readonly [string, string, readonly ((at: At) => Intent)[]]>([
    ['Connect a and hub (2 to create)', '', [connect('hub', 'a')]],
    ['Create half hub → a (1 to create)', '', [(at) => ({ kind: 'connect', a: at('hub'), b: at('a'), only: 'half' })]],
    ['Connect hub with a, b and c (6 to create)', '', ['a', 'b', 'c'].map((spoke) => connect('hub', spoke))],
    ['Connect hub with 4 VNets (8 to create)', '', ['a', 'b', 'c', 'd'].map((spoke) => connect('hub', spoke))],
    ['Connect 3 VNets with each other (6 to create)', '', [connect('a', 'b'), connect('b', 'c'), connect('c', 'a')]],
    ['Connect 2 pairs of VNets (4 to create)', '', [connect('a', 'b'), connect('c', 'd')]],
    ['Repair a – hub (1 to create)', 'hub -> a Initiated', [(at) => ({ kind: 'repair', a: at('hub'), b: at('a') })]],
    ['Repair a – hub (1 to create, 1 to update)', 'hub -> a Disconnected', [(at) => ({ kind: 'repair', a: at('hub'), b: at('a') })]],
    ['Change a – hub (1 to update)', STAR, [set('hub', 'a', { allowForwarded: true })]],
    [
      'Change 2 peerings of hub (2 to update)',
      STAR,
      [set('hub', 'a', { allowForwarded: true }), set('hub', 'b', { allowForwarded: true })],
    ],
    ['Delete a – hub (2 to delete)', STAR, [remove('hub', 'a')]],
    ['Delete half hub → a (1 to delete)', STAR, [remove('hub', 'a', 'half')]],
    ['Delete 2 halves (2 to delete)', STAR, [remove('hub', 'a', 'half'), remove('hub', 'b', 'half')]],
    ['Connect a and e, delete a – hub (2 to create, 2 to delete)', STAR, [remove('hub', 'a'), connect('a', 'e')]],
    [
      'Change 3 peerings of hub (2 to create, 1 to update, 2 to delete)',
      STAR,
      [remove('hub', 'a'), connect('hub', 'd'), set('hub', 'b', { allowForwarded: true })],
    ],
    ['Nothing to do (nothing to do)', STAR, [connect('hub', 'a')]],
  ])('%s', (title, world, intents) => {
    expect(titleOf(world, (at) => intents.map((intent) => intent(at)))).toBe(title);
  });

  it('says of syncs only that there are syncs', () => {
    const world = 'hub -> a Connected learned=10.9.0.0/16\na -> hub Connected learned=10.9.0.0/16';
    const title = titleOf(world, (at) => [{ kind: 'sync', from: at('hub'), to: at('a') }]);
    expect(title).toBe('Sync a – hub (2 to sync)');
  });

  it('names what an undo changes back, not what it does', () => {
    expect(titleOf(STAR, (at) => [remove('hub', 'a')(at)], 'undo')).toBe('Undo changes to a – hub (2 to delete)');
    expect(titleOf(STAR, (at) => [remove('hub', 'a')(at), remove('hub', 'b')(at)], 'undo')).toBe(
      'Undo changes to 2 peerings of hub (4 to delete)',
    );
  });
});

describe('names of VNets from the steps alone', () => {
  it('are spelled as Azure spells them', () => {
    const topology = buildTopology(toFixture('vnet Hub-WEU 10.0.0.0/16\nvnet Spoke 10.1.0.0/16').rows);
    const [a = '' as ResourceKey, b = '' as ResourceKey] = [...topology.vnets.keys()];
    const { steps } = makePlan(topology, [{ kind: 'connect', a, b }]);
    expect([a, b].map(createStepNamer(steps)).sort()).toEqual(['Hub-WEU', 'Spoke']);
  });

  it('contain the resource group where two VNets have the same name', () => {
    const { rows } = toFixture('in rg=rg-a\nvnet spoke 10.0.0.0/16\nin rg=rg-b\nvnet other 10.1.0.0/16');
    const topology = buildTopology({ ...rows, vnets: rows.vnets.map((vnet) => ({ ...vnet, id: vnet.id.replace(/other$/, 'spoke') })) });
    const [a = '' as ResourceKey, b = '' as ResourceKey] = [...topology.vnets.keys()];
    const { steps } = makePlan(topology, [{ kind: 'connect', a, b }]);
    expect([a, b].map(createStepNamer(steps)).sort()).toEqual(['spoke in rg-a', 'spoke in rg-b']);
  });

  it('contain the subscription where the resource groups have the same name, too', () => {
    const { rows } = toFixture('in sub=one rg=rg\nvnet spoke 10.0.0.0/16\nin sub=two rg=rg\nvnet other 10.1.0.0/16');
    const topology = buildTopology({ ...rows, vnets: rows.vnets.map((vnet) => ({ ...vnet, id: vnet.id.replace(/other$/, 'spoke') })) });
    const [a = '' as ResourceKey, b = '' as ResourceKey] = [...topology.vnets.keys()];
    const { steps } = makePlan(topology, [{ kind: 'connect', a, b }]);
    const names = [a, b].map((key) => `spoke in rg of ${topology.vnets.get(key)?.subscriptionId}`);
    expect(new Set(names).size).toBe(2);
    expect([a, b].map(createStepNamer(steps))).toEqual(names);
  });
});
