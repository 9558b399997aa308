import { lastName, ownerIdOf, parseResourceId, resourceKey } from '../arm/index.ts';
import type { Namer } from '../topology/index.ts';
import type { Step } from './plan.ts';

/** Creates a function that names the VNets of a plan from its ids alone, with the resource group where two have the same name. */
export function createStepNamer(steps: readonly Step[]): Namer {
  const ids = new Map(steps.flatMap(idsOf).map((id) => [resourceKey(id), id] as const));
  const times = new Map<string, number>();
  for (const id of ids.values()) times.set(lastName(id).toLowerCase(), (times.get(lastName(id).toLowerCase()) ?? 0) + 1);
  return (key) => {
    const id = ids.get(key) ?? key;
    const parsed = parseResourceId(id);
    const isUnique = (times.get(lastName(id).toLowerCase()) ?? 0) < 2;
    return isUnique || !parsed.ok ? lastName(id) : `${lastName(id)} in ${parsed.value.resourceGroup}`;
  };
}

/** Returns the ids of both VNets of a step as Azure spells them, as far as the step contains them. */
function idsOf({ half, write, expects, twin }: Step): readonly string[] {
  const remoteId = write?.remoteId ?? (expects.kind === 'half' ? expects.half.remoteId : undefined);
  return [ownerIdOf(half.id), ...(remoteId ? [remoteId] : []), ...(twin ? [ownerIdOf(twin.id)] : [])];
}
