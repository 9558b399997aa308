import { describe, expect, it } from 'vitest';
import type { ResourceKey } from '../arm/index.ts';
import { intentsFor } from '../goals/index.ts';
import { applyPlan, type Intent, makePlan } from '../plan/index.ts';
import { buildTopology, type Topology, type TopologyRows } from '../topology/index.ts';
import { visibleRows, loadWorld } from '../world/index.ts';
import { type ExternalActResults, isDone, type Lesson, findLesson, findMissingVNets, type TourState, STOPS } from './index.ts';

/** The course at one moment, and what its learner does. */
interface Desk {
  readonly rows: TopologyRows;
  readonly answers: ExternalActResults;
  readonly done: ReadonlySet<string>;
}

type Hand = (desk: Desk, lesson: Lesson, topology: Topology) => Desk;

function course(): Desk {
  const world = loadWorld('course');
  if (!world.ok) throw new Error(world.problem);
  return { rows: visibleRows(world.value), answers: {}, done: new Set() };
}

function seenAt({ rows, answers, done }: Desk): TourState {
  const topology = buildTopology(rows);
  const lesson = findLesson(topology);
  if (!lesson) throw new Error('the course has all VNets of the lesson');
  return { topology, lesson, answers, done };
}

const doneAt = (desk: Desk): string[] => STOPS.filter((stop) => isDone(stop, seenAt(desk))).map(({ id }) => id);

const applying =
  (wants: (lesson: Lesson, topology: Topology) => readonly Intent[]): Hand =>
  (desk, lesson, topology) => {
    const plan = makePlan(topology, wants(lesson, topology));
    if (plan.blockers.length > 0) throw new Error(plan.blockers.map(({ text }) => text).join('\n'));
    return { ...desk, rows: applyPlan(desk.rows, plan) };
  };

/** What a colleague does to a VNet: its halves keep what they have learned. */
const readdressed =
  (id: string, addressSpace: readonly string[]): ((rows: TopologyRows) => TopologyRows) =>
  (rows) => ({
    ...rows,
    vnets: rows.vnets.map((vnet) => (vnet.id === id ? { ...vnet, addressSpace } : vnet)),
    halves: rows.halves.map((half) => {
      if (half.remoteId === id) return { ...half, remoteCurrent: addressSpace, sync: 'LocalNotInSync' };
      return half.id.startsWith(`${id}/`) ? { ...half, localCurrent: addressSpace, sync: 'RemoteNotInSync' } : half;
    }),
  });

const members = ({ vnet1, vnet2, vnet3 }: Lesson): ResourceKey[] => [vnet1.key, vnet2.key, vnet3.key];

/** What a learner does at each stop, one after the other. */
const HANDS: Readonly<Record<string, readonly Hand[]>> = {
  isolated: [applying(({ vnet1, vnet2 }) => [{ kind: 'delete', from: vnet1.key, to: vnet2.key }])],
  'one-half': [applying(({ vnet1, vnet2 }) => [{ kind: 'connect', a: vnet1.key, b: vnet2.key, only: 'half' }])],
  'both-halves': [applying(({ vnet1, vnet2 }) => [{ kind: 'repair', a: vnet1.key, b: vnet2.key }])],
  options: [applying(({ vnet1, vnet2 }) => [{ kind: 'set-options', from: vnet1.key, to: vnet2.key, flags: { allowForwarded: true } }])],
  overlap: [
    (desk) => ({ ...desk, answers: { 'peer-overlap': { error: { code: 'VnetAddressSpacesOverlap', message: 'They overlap.' } } } }),
  ],
  'added-range': [
    (desk, { vnet1 }) => ({ ...desk, rows: readdressed(vnet1.id, ['10.1.0.0/16', '10.11.0.0/16'])(desk.rows) }),
    applying(({ vnet1, vnet2 }) => [{ kind: 'sync', from: vnet1.key, to: vnet2.key }]),
  ],
  chain: [applying(({ vnet2, vnet3 }) => [{ kind: 'set-options', from: vnet3.key, to: vnet2.key, flags: { allowForwarded: true } }])],
  mesh: [applying((lesson, topology) => intentsFor(topology, { kind: 'mesh', members: members(lesson) }).intents)],
  'hub-appliance': [
    applying(
      (lesson, topology) =>
        intentsFor(topology, { kind: 'hub', hub: lesson.hub.key, spokes: members(lesson), through: 'appliance' }, { isExact: true })
          .intents,
    ),
  ],
  'hub-gateway': [
    applying(
      (lesson, topology) =>
        intentsFor(topology, { kind: 'hub', hub: lesson.hub.key, spokes: members(lesson), through: 'gateway' }, { isExact: true }).intents,
    ),
  ],
};

const nothing: Hand = (desk) => desk;
const deleteOne = applying(({ vnet1, vnet2 }) => [{ kind: 'delete', from: vnet1.key, to: vnet2.key, only: 'half' }]);
const peerBoth = applying(({ vnet1, vnet2 }) => [{ kind: 'connect', a: vnet1.key, b: vnet2.key }]);
const acceptAtVNet3 = applying(({ vnet2, vnet3 }) => [
  { kind: 'set-options', from: vnet3.key, to: vnet2.key, flags: { allowForwarded: true } },
]);
const hubBeside = applying(
  (lesson, topology) =>
    intentsFor(topology, { kind: 'hub', hub: lesson.hub.key, spokes: members(lesson), through: 'appliance' }, { isExact: false }).intents,
);

/** The moments of the course, each under the stop before which it is; the last one under `end`. */
function walk(): ReadonlyMap<string, readonly Desk[]> {
  const moments = new Map<string, readonly Desk[]>();
  let desk = course();
  for (const { id } of STOPS) {
    const here = [desk];
    for (const hand of HANDS[id] ?? []) {
      const { lesson, topology } = seenAt(desk);
      desk = hand(desk, lesson, topology);
      here.push(desk);
    }
    moments.set(id, here);
    desk = { ...desk, done: new Set([...desk.done, id]) };
  }
  return moments;
}

describe('the tour', () => {
  const moments = walk();

  it('begins where nothing of it is done', () => {
    expect(doneAt(course())).toEqual([]);
  });

  it.each(STOPS)('$id is done by what it asks for, and not before', (stop) => {
    const here = moments.get(stop.id) ?? [];
    const ends = here.map((desk) => isDone(stop, seenAt(desk)));
    expect(ends).toEqual([...ends.slice(1).map(() => false), true]);
  });

  it.each(STOPS)('$id says in ARM’s words what is there, before and after', (stop) => {
    const here = moments.get(stop.id) ?? [];
    const sentences = here.map((desk) => stop.describeState(seenAt(desk)));
    for (const each of sentences.flat()) expect(each).toMatch(/^[^`]+\.$/);
    if (stop.id !== 'overlap') expect(sentences.at(-1)).not.toEqual(sentences[0]);
  });

  it('tells one half from both', () => {
    const [, half] = moments.get('one-half') ?? [];
    const stop = STOPS.find(({ id }) => id === 'one-half');
    expect(half && stop?.describeState(seenAt(half))).toEqual([
      'vnet1 → vnet2 is Initiated, RemoteNotInSync.',
      'vnet2 has no half that points at vnet1.',
    ]);
  });

  it.each(STOPS)('whoever does at $id as told is never told of something in the way', ({ id, describeRecovery }) => {
    const before = (moments.get(id) ?? []).slice(0, -1);
    expect(before.map((desk) => describeRecovery?.(seenAt(desk)))).toEqual(before.map(() => undefined));
  });

  it.each([
    ['isolated', 'isolated', deleteOne, /One half is left/],
    ['one-half', 'one-half', peerBoth, /there must be no half/],
    ['one-half', 'isolated', deleteOne, /there must be no half/],
    ['both-halves', 'isolated', nothing, /Connected already/],
    ['both-halves', 'one-half', nothing, /Go back to the stop before and write the first/],
    ['options', 'one-half', nothing, /not Connected from both sides/],
    ['added-range', 'one-half', nothing, /not Connected from both sides/],
    ['chain', 'one-half', nothing, /`vnet1` and `vnet2` are not Connected/],
    ['chain', 'hub-appliance', nothing, /no chain/],
    ['chain', 'isolated', acceptAtVNet3, /Under `vnet1 → vnet2`/],
    ['hub-appliance', 'hub-appliance', hubBeside, /still peered with each other/],
  ] as const)('at %s, seen at %s, a wrong turn is told with the way back', (id, moment, hand, words) => {
    const [desk] = moments.get(moment) ?? [];
    const stop = STOPS.find((one) => one.id === id);
    if (!desk || !stop) throw new Error('no such moment or stop');
    const { lesson, topology } = seenAt(desk);
    const seen = { ...seenAt(hand(desk, lesson, topology)), done: new Set<string>() };
    expect(isDone(stop, seen)).toBe(false);
    expect(stop.describeRecovery?.(seen)).toMatch(words);
  });

  it('one half is one half, whichever VNet owns it', () => {
    const [desk] = moments.get('one-half') ?? [];
    const stop = STOPS.find(({ id }) => id === 'one-half');
    if (!desk || !stop) throw new Error('the tour has this stop');
    const { lesson, topology } = seenAt(desk);
    const other = applying(({ vnet1, vnet2 }) => [{ kind: 'connect', a: vnet2.key, b: vnet1.key, only: 'half' }]);
    expect(isDone(stop, seenAt(other(desk, lesson, topology)))).toBe(true);
  });

  it('names each stop, each act of a colleague and each VNet once', () => {
    const ids = [...STOPS.map(({ id }) => id), ...STOPS.flatMap(({ acts }) => acts.flatMap(({ externalAct }) => externalAct?.id ?? []))];
    expect(new Set(ids).size).toBe(ids.length);
    for (const { highlights } of STOPS) expect(new Set(highlights).size).toBe(highlights.length);
  });

  it('an accepted try at the overlap is no refusal', () => {
    const [before] = moments.get('overlap') ?? [];
    const stop = STOPS.find(({ id }) => id === 'overlap');
    expect(before && stop && isDone(stop, seenAt({ ...before, answers: { 'peer-overlap': {} } }))).toBe(false);
  });

  it('the range is added to what the VNet has, once, also by az', () => {
    const act = STOPS.flatMap(({ acts }) => acts).find(({ externalAct }) => externalAct?.id === 'add-range')?.externalAct;
    const [before, after] = moments.get('added-range') ?? [];
    for (const desk of [before, after]) {
      const lesson = desk && seenAt(desk).lesson;
      expect(lesson && act?.toRequest(lesson)).toMatchObject({ addressSpace: ['10.1.0.0/16', '10.11.0.0/16'] });
      expect(lesson && act?.toCommand(lesson)).toMatch(/^az network vnet update .* --address-prefixes 10\.1\.0\.0\/16 10\.11\.0\.0\/16$/);
    }
  });
});

describe('the lesson', () => {
  it('is not where one of its VNets is missing, or has other addresses', () => {
    const { rows } = course();
    const without = buildTopology({ ...rows, vnets: rows.vnets.filter(({ id }) => !id.endsWith('/hub')) });
    expect(findLesson(without)).toBeUndefined();
    expect(findMissingVNets(without)).toEqual([{ name: 'hub', prefix: '10.0.0.0/16' }]);
    const other = {
      ...rows,
      vnets: rows.vnets.map((vnet) => (vnet.id.endsWith('/hub') ? { ...vnet, addressSpace: ['10.9.0.0/16'] } : vnet)),
    };
    expect(findLesson(buildTopology(other))).toBeUndefined();
    expect(findMissingVNets(buildTopology(rows))).toEqual([]);
  });

  it('is not in contoso', () => {
    const contoso = loadWorld('contoso');
    expect(contoso.ok && findLesson(buildTopology(visibleRows(contoso.value)))).toBeUndefined();
  });
});
