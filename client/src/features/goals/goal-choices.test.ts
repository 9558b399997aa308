import type { SaidRoles } from '@peerscape/shared/shapes';
import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { type Choices, chosen } from './goal-choices.ts';
import { MOST_SPOTS, sketchOf } from './sketch-lines.ts';

const estate = topologyOf(`vnet hub 10.0.0.0/16 gateway
vnet other 10.1.0.0/16 firewall=10.1.0.4
vnet far 10.2.0.0/16 region=eastus gateway
vnet a 10.3.0.0/16
vnet b 10.4.0.0/16
vnet c 10.5.0.0/16
vnet new 10.6.0.0/16 region=eastus
vnet d 10.8.0.0/16
vnet near 10.7.0.0/16 region=eastus
hub <-> a
hub <-> b
other <-> b
hub <-> c
far <-> near
other <-> d`);

const key = (name: string) => {
  const found = [...estate.vnets.values()].find((vnet) => vnet.name === name);
  if (!found) throw new Error(`The world of this test has no ${name}`);
  return found.key;
};
const name = (of: string | undefined) => [...estate.vnets.values()].find((vnet) => vnet.key === of)?.name;

function choose(
  kind: Parameters<typeof chosen>[1],
  members: readonly string[],
  choices: Partial<Choices> = {},
  said: SaidRoles = new Map(),
) {
  const { hub, hubs, from, goal } = chosen({ topology: estate, said }, kind, members.map(key), {
    hub: '',
    from: undefined,
    through: 'nothing',
    ...choices,
  });
  return { hub: name(hub), from: name(from), hubs: hubs.map((candidate) => name(candidate.key)), goal };
}

test('the hub of some VNets is one of them; what was chosen counts while it is among them', () => {
  expect(choose('hub', ['a', 'hub', 'b']).hub).toBe('hub');
  expect(choose('hub', ['a', 'hub', 'b'], { hub: key('b') }).hub).toBe('b');
  expect(choose('hub', ['a', 'hub'], { hub: key('b') }).hub).toBe('hub');
});

test('spokes leave the hub that most of them are peered with, for one that looks like a hub or is picked', () => {
  const { from, hubs, goal } = choose('move', ['a', 'b', 'c']);
  expect(from).toBe('hub');
  expect(hubs).toEqual(expect.arrayContaining(['other', 'far', 'a', 'b', 'c']));
  expect(hubs).not.toContain('hub');
  expect(hubs).not.toContain('new');
  expect(goal?.kind === 'move' && goal.spokes.includes(goal.to)).toBe(false);
  expect(choose('move', ['new']).goal).toBeUndefined();
});

test('what was chosen in a link that means nothing here is guessed', () => {
  expect(choose('hub', ['a', 'hub', 'b'], { hub: '/subscriptions/of/another/estate' }).hub).toBe('hub');
});

test('what people say of hubs decides: who is none is not offered to others, and who is one comes first', () => {
  const said = new Map([
    [key('far'), 'not-a-hub'],
    [key('b'), 'hub'],
  ] as const);
  expect(choose('hub', ['a', 'hub', 'b'], {}, said).hub).toBe('b');
  expect(choose('move', ['a', 'c'], {}, said)).toMatchObject({ from: 'hub', hub: 'b' });
  expect(choose('move', ['a', 'c'], {}, said).hubs).not.toContain('far');
  expect(choose('siblings', ['new'], {}, said).hubs).not.toContain('far');
});

test('spokes leave the hub that most of them are peered with, though another one is more of a hub', () => {
  expect(choose('move', ['b', 'd']).from).toBe('other');
});

test('siblings are looked for where there are spokes to follow, in the same region first; a hub that is picked with them is meant', () => {
  expect(choose('siblings', ['new']).hub).toBe('far');
  expect(choose('siblings', ['near']).hub).toBe('hub');
  // what merely holds a firewall is rather one of those that shall be added
  expect(choose('siblings', ['new', 'other']).hub).toBe('hub');
  expect(choose('siblings', ['new', 'hub']).hub).toBe('hub');
  expect(choose('siblings', ['new', 'hub']).goal).toEqual({ kind: 'siblings', hub: key('hub'), vnets: [key('new')] });
});

test('in a sketch the hub stands in the middle, and no line leads to what is not drawn', () => {
  const many = topologyOf('repeat 1..80 vnet v{n} 10.{n}.0.0/16');
  const [hub, ...spokes] = [...many.vnets.keys()];
  if (!hub) throw new Error('The world of this test has VNets');
  const { spots, lines } = sketchOf({ members: [hub, ...spokes], hub, peered: [] }, 'hub');
  expect(spots[0]).toEqual({ key: hub, x: 0, y: 0, isHub: true });
  expect([spots.length, lines.length]).toEqual([MOST_SPOTS, MOST_SPOTS - 1]);
});
