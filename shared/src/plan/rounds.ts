import { edgeColours } from './edge-colours.ts';
import type { Plan, Step } from './plan.ts';

/**
 * Splits the steps into rounds that can run in parallel. No two steps of a round touch the same VNet, counting both ends of a half, because
 * Azure allows one operation per VNet at a time (terraform-provider-azurerm #2605, #3392, #32847); each step comes in a later round than the
 * steps it needs. Edge colouring keeps the busiest VNet busy: a mesh of n VNets takes about 2n rounds instead of n².
 */
export function rounds({ steps }: Pick<Plan, 'steps'>): readonly (readonly Step[])[] {
  let waiting = sortByColour(steps);
  const done = new Set<string>();
  const inPlan = new Set(steps.map(({ id }) => id));
  const finished: Step[][] = [];
  while (waiting.length > 0) {
    const busy = new Set<string>();
    const round = waiting.filter(({ half: { from, to }, needs }) => {
      if (busy.has(from) || busy.has(to) || !needs.every((id) => done.has(id) || !inPlan.has(id))) return false;
      busy.add(from).add(to);
      return true;
    });
    if (round.length === 0) return finished;
    for (const { id } of round) done.add(id);
    waiting = waiting.filter(({ id }) => !done.has(id));
    finished.push(round);
  }
  return finished;
}

/** Returns a lower bound of the number of rounds: the steps of the busiest VNet, or all steps divided by half the number of VNets. */
export function fewestRounds({ steps }: Pick<Plan, 'steps'>): number {
  const load = new Map<string, number>();
  for (const { half } of steps) for (const end of [half.from, half.to]) load.set(end, (load.get(end) ?? 0) + 1);
  const perRound = Math.floor(load.size / 2);
  return steps.length === 0 ? 0 : Math.max(...load.values(), Math.ceil(steps.length / perRound));
}

function sortByColour(steps: readonly Step[]): readonly Step[] {
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
