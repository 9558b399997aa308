import type { MissingRight, VNetRights } from '@peerscape/shared/api';
import type { ResourceKey } from '@peerscape/shared/arm';
import type { Step } from '@peerscape/shared/plan';
import type { Clock } from '../../clock.ts';
import { toProblem } from '../../failure.ts';
import { mapInParallel } from '../../map-in-parallel.ts';
import type { NamedVNet } from '../analysis.ts';
import type { HalfPort, Permission } from '../ports.ts';

/** ARM actions for changing halves (azure-semantics §8): `write` and `delete` on the VNet of the half, `peer` on its remote. */
export const ACTIONS = {
  write: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write',
  delete: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/delete',
  peer: 'Microsoft.Network/virtualNetworks/peer/action',
} as const;
type Right = keyof typeof ACTIONS;

/** Least privileged built-in role with all three actions. */
const ROLE = 'Network Contributor';
const PARALLEL = 8;
const CACHE_MS = 60_000;

/** Permissions of the identity on VNets, read from Azure and cached for a minute. */
export interface PermissionReader {
  /** Returns the permissions in the order of `vnets`. */
  read(vnets: readonly NamedVNet[]): Promise<readonly VNetRights[]>;
}

/** Creates the cached reader of permissions. */
export function createPermissionReader(azure: HalfPort, clock: Clock): PermissionReader {
  const cache = new Map<string, { readonly at: number; readonly result: Promise<PermissionResult> }>();
  const read = (scope: string): Promise<PermissionResult> => {
    const known = cache.get(scope);
    if (known && clock.ticks() - known.at < CACHE_MS) return known.result;
    const result = azure.permissions(scope).then(
      (permissions): PermissionResult => ({ permissions }),
      (error: unknown): PermissionResult => ({ reason: toProblem(error).title }),
    );
    cache.set(scope, { at: clock.ticks(), result });
    return result;
  };
  return {
    read: (vnets) => mapInParallel(vnets, PARALLEL, async (vnet) => rightsFrom(vnet, await read(vnet.id))),
  };
}

type PermissionResult = { readonly permissions: readonly Permission[] } | { readonly reason: string };

function rightsFrom({ key: vnet, name }: NamedVNet, result: PermissionResult): VNetRights {
  if ('reason' in result) {
    return {
      vnet,
      write: 'unknown',
      delete: 'unknown',
      peer: 'unknown',
      text: `Your permissions on ${name} could not be read: ${result.reason}`,
    };
  }
  const statusOf = (right: Right) => (isActionAllowed(result.permissions, ACTIONS[right]) ? 'yes' : 'no');
  const missing = (Object.keys(ACTIONS) as Right[]).filter((right) => statusOf(right) === 'no');
  const text =
    missing.length === 0
      ? null
      : `Missing permissions on ${name}: ${missing.map((right) => ACTIONS[right]).join(', ')}. The role ${ROLE} includes them`;
  return { vnet, write: statusOf('write'), delete: statusOf('delete'), peer: statusOf('peer'), text };
}

/** Returns true if any role assignment grants the action: its actions cover it and its notActions do not (azure-semantics §8). */
export const isActionAllowed = (permissions: readonly Permission[], action: string): boolean =>
  permissions.some(({ actions, notActions }) => covers(actions, action) && !covers(notActions, action));

const covers = (patterns: readonly string[], action: string): boolean => patterns.some((pattern) => matches(pattern, action));

/** Matches an action against a pattern, ignoring case; `*` matches any characters, including slashes. */
function matches(pattern: string, action: string): boolean {
  const segments = pattern
    .toLowerCase()
    .split('*')
    .map((segment) => segment.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${segments.join('.*')}$`).test(action.toLowerCase());
}

/** Returns the permissions that the steps need and that are known to be missing; permissions that could not be read are left out. */
export async function findMissingPermissions(
  rights: PermissionReader,
  steps: readonly Step[],
  vnetOf: (key: ResourceKey) => NamedVNet,
): Promise<readonly MissingRight[]> {
  const needed = new Map<string, { readonly vnet: ResourceKey; readonly right: Right }>();
  const need = (vnet: ResourceKey, right: Right) => needed.set(`${vnet} ${right}`, { vnet, right });
  for (const { action, half } of steps) {
    need(half.from, action === 'delete' ? 'delete' : 'write');
    if (action !== 'delete') need(half.to, 'peer');
  }
  const vnets = [...new Set([...needed.values()].map(({ vnet }) => vnet))];
  const known = new Map((await rights.read(vnets.map(vnetOf))).map((one) => [one.vnet, one]));
  return [...needed.values()]
    .filter(({ vnet, right }) => known.get(vnet)?.[right] === 'no')
    .map(({ vnet, right }) => ({
      action: ACTIONS[right],
      scope: vnetOf(vnet).id,
      role: ROLE,
      text: `You do not have permission to ${RIGHT_LABELS[right]} ${vnetOf(vnet).name}.`,
    }));
}

const RIGHT_LABELS: Readonly<Record<Right, string>> = {
  write: 'write halves of',
  delete: 'delete halves of',
  peer: 'peer other VNets with',
};
