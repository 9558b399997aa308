import type { Action, Plan } from '@peerscape/shared/plan';
import type { NameOf } from '@peerscape/shared/topology';
import { count } from '../../lib/format/format.ts';

const TO: readonly (readonly [Action, string])[] = [
  ['create', 'to create'],
  ['update', 'to change'],
  ['sync', 'to sync'],
  ['delete', 'to delete'],
];

/** `2 to create, 1 to change`: what does not happen is left out; `nothing to do` when nothing does. */
export const countsThatAre = (counts: Plan['counts']): string =>
  TO.flatMap(([action, words]) => (counts[action] > 0 ? [`${counts[action]} ${words}`] : [])).join(', ') || 'nothing to do';

/** `Draft: 3 wishes · 2 to create, 1 to change` */
export const draftWords = (wishes: number, { counts }: Pick<Plan, 'counts'>): string =>
  `Draft: ${count(wishes, 'wish', 'wishes')} · ${countsThatAre(counts)}`;

/** A time in the largest unit that says enough: `40 s`, `3 min`, `1 h 10 min`. */
export function lasts(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** How long a plan takes and which VNet decides it: `About 40 s: hub-weu is in 6 writes, one after the other.` */
export function estimateWords({ steps }: Pick<Plan, 'steps'>, seconds: number, name: NameOf): string {
  const load = new Map<Parameters<NameOf>[0], number>();
  for (const { half } of steps) for (const end of [half.from, half.to]) load.set(end, (load.get(end) ?? 0) + 1);
  const [busiest] = [...load].sort(([, p], [, q]) => q - p);
  const why = busiest && busiest[1] > 1 ? `: ${name(busiest[0])} is in ${busiest[1]} writes, one after the other` : '';
  return `About ${lasts(seconds)}${why}.`;
}
