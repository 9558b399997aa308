import { lastName, ownerIdOf, parseResourceId, resourceKey } from '../arm/index.ts';
import { createUniqueNames, type Namer } from '../topology/index.ts';
import type { Step } from './plan.ts';

/** Creates a function that names the VNets of a plan from its ids alone, with resource group and subscription ID where needed to be unique. */
export function createStepNamer(steps: readonly Step[]): Namer {
  const vnets = new Map(
    steps.flatMap(idsOf).flatMap((id) => {
      const parsed = parseResourceId(id);
      return parsed.ok ? [[resourceKey(id), { name: lastName(id), ...parsed.value }] as const] : [];
    }),
  );
  const nameOf = createUniqueNames([...vnets.values()], (subscriptionId) => subscriptionId);
  return (key) => {
    const vnet = vnets.get(key);
    return vnet ? nameOf(vnet) : lastName(key);
  };
}

/** Returns the ids of both VNets of a step as Azure spells them, as far as the step contains them. */
function idsOf({ half, write, expects, twin }: Step): readonly string[] {
  const remoteId = write?.remoteId ?? (expects.kind === 'half' ? expects.half.remoteId : undefined);
  return [ownerIdOf(half.id), ...(remoteId ? [remoteId] : []), ...(twin ? [ownerIdOf(twin.id)] : [])];
}
