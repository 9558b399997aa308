import { edgeColours } from './edge-colours.ts';
import type { Plan, Step } from './plan.ts';

/**
 * Which steps may run together, round after round: no two of a round touch the same VNet, counting both ends of a half, for Azure takes one
 * open change per VNet (terraform-provider-azurerm #2605, #3392, #32847); each step is in a later round than all it needs. Peerings are
 * coloured so that the busiest VNet is hardly ever idle: a mesh of n takes about 2n rounds, two for each of a VNet's peerings, not n².
 */
export function rounds({ steps }: Pick<Plan, 'steps'>): readonly (readonly Step[])[] {
  let waiting = byColour(steps);
  const done = new Set<string>();
  const inPlan = new Set(steps.map(({ id }) => id));
  const all: Step[][] = [];
  while (waiting.length > 0) {
    const busy = new Set<string>();
    const round = waiting.filter(({ half: { from, to }, needs }) => {
      if (busy.has(from) || busy.has(to) || !needs.every((id) => done.has(id) || !inPlan.has(id))) return false;
      busy.add(from).add(to);
      return true;
    });
    if (round.length === 0) return all;
    for (const { id } of round) done.add(id);
    waiting = waiting.filter(({ id }) => !done.has(id));
    all.push(round);
  }
  return all;
}

/** The fewest rounds there can be: the busiest VNet has that many steps, and no round holds more steps than half of the VNets. */
export function fewestRounds({ steps }: Pick<Plan, 'steps'>): number {
  const load = new Map<string, number>();
  for (const { half } of steps) for (const end of [half.from, half.to]) load.set(end, (load.get(end) ?? 0) + 1);
  const perRound = Math.floor(load.size / 2);
  return steps.length === 0 ? 0 : Math.max(...load.values(), Math.ceil(steps.length / perRound));
}

function byColour(steps: readonly Step[]): readonly Step[] {
  const pairs = [
    ...new Map(
      steps.map(({ half: { from, to } }) => (from < to ? [from, to] : [to, from])).map((pair) => [pair.join('|'), pair] as const),
    ).entries(),
  ];
  const colours = edgeColours(pairs.map(([, [one = '', other = '']]) => [one, other]));
  const colourOf = new Map(pairs.map(([key], i) => [key, colours[i] ?? 0]));
  const colour = ({ half: { from, to } }: Step): number => colourOf.get(from < to ? `${from}|${to}` : `${to}|${from}`) ?? 0;
  return [...steps].sort((p, q) => colour(p) - colour(q));
}
