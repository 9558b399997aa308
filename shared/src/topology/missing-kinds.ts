import { type AttachedKind, KIND_DEFINITIONS } from './attached/index.ts';
import type { Topology } from './model.ts';

/** Formats resource types for use in a sentence: `firewalls, route tables and network managers`. */
export function formatKinds(kinds: readonly AttachedKind[]): string {
  const labels = kinds.map((kind) => KIND_DEFINITIONS[kind].label);
  return labels.length < 2 ? labels.join() : `${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}`;
}

/** Returns those of the resource types that the source does not include: whether any exist is unknown. */
export const missingOf = <K extends AttachedKind>({ missingKinds }: Pick<Topology, 'missingKinds'>, kinds: readonly K[]): readonly K[] =>
  kinds.filter((kind) => missingKinds.has(kind));
