import type { MissingRight, VNetRights } from '@peerscape/shared/api';
import type { ResourceKey } from '@peerscape/shared/arm';
import type { Step } from '@peerscape/shared/plan';
import { type NameOf, nodeOf, type Topology } from '@peerscape/shared/topology';
import type { Clock } from '../../clock.ts';
import { problemOf } from '../../failure.ts';
import { inParallel } from '../../in-parallel.ts';
import type { HalfPort, Permission } from '../ports.ts';

/** The rights that halves need, and on whose VNet (azure-semantics §8). */
const ACTIONS = {
  write: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write',
  delete: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/delete',
  peer: 'Microsoft.Network/virtualNetworks/peer/action',
} as const;
type Right = keyof typeof ACTIONS;

/** The smallest built-in role that has all three. */
const ROLE = 'Network Contributor';
const PARALLEL = 8;
const KEPT_MS = 60_000;

/** What the identity may do with VNets; asked of Azure and kept for a minute. */
export interface Rights {
  /** In the order of the keys. */
  of(topology: Topology, vnets: readonly ResourceKey[], say: NameOf): Promise<readonly VNetRights[]>;
}

export function createRights(azure: HalfPort, clock: Clock): Rights {
  const kept = new Map<string, { readonly at: number; readonly asked: Promise<Asked> }>();
  const ask = (scope: string): Promise<Asked> => {
    const known = kept.get(scope);
    if (known && clock.ticks() - known.at < KEPT_MS) return known.asked;
    const asked = azure.permissions(scope).then(
      (permissions): Asked => ({ permissions }),
      (error: unknown): Asked => ({ why: problemOf(error).title }),
    );
    kept.set(scope, { at: clock.ticks(), asked });
    return asked;
  };
  return {
    of: (topology, vnets, say) =>
      inParallel(vnets, PARALLEL, async (vnet) => rightsFrom(vnet, say(vnet), await ask(nodeOf(topology, vnet)?.id ?? vnet))),
  };
}

type Asked = { readonly permissions: readonly Permission[] } | { readonly why: string };

function rightsFrom(vnet: ResourceKey, name: string, asked: Asked): VNetRights {
  if ('why' in asked) {
    return {
      vnet,
      write: 'unknown',
      delete: 'unknown',
      peer: 'unknown',
      text: `What you may do with ${name} could not be asked: ${asked.why}`,
    };
  }
  const may = (right: Right) => (allows(asked.permissions, ACTIONS[right]) ? 'yes' : 'no');
  const missing = (Object.keys(ACTIONS) as Right[]).filter((right) => may(right) === 'no');
  const text = missing.length === 0 ? null : `On ${name} you lack ${missing.map((right) => ACTIONS[right]).join(', ')}. ${ROLE} has it`;
  return { vnet, write: may('write'), delete: may('delete'), peer: may('peer'), text };
}

/** Whether any role assignment grants the action: its actions cover it and its notActions do not (azure-semantics §8). */
export const allows = (permissions: readonly Permission[], action: string): boolean =>
  permissions.some(({ actions, notActions }) => covers(actions, action) && !covers(notActions, action));

const covers = (patterns: readonly string[], action: string): boolean => patterns.some((pattern) => matches(pattern, action));

/** Without case; `*` stands for any run of characters, slashes too. */
function matches(pattern: string, action: string): boolean {
  const parts = pattern
    .toLowerCase()
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(action.toLowerCase());
}

/** What the steps need and the identity surely lacks; what could not be asked is not said to be missing. */
export async function missingRights(
  rights: Rights,
  topology: Topology,
  steps: readonly Step[],
  say: NameOf,
): Promise<readonly MissingRight[]> {
  const needed = new Map<string, { readonly vnet: ResourceKey; readonly right: Right }>();
  const need = (vnet: ResourceKey, right: Right) => needed.set(`${vnet} ${right}`, { vnet, right });
  for (const { action, half } of steps) {
    need(half.from, action === 'delete' ? 'delete' : 'write');
    if (action !== 'delete') need(half.to, 'peer');
  }
  const vnets = [...new Set([...needed.values()].map(({ vnet }) => vnet))];
  const known = new Map((await rights.of(topology, vnets, say)).map((one) => [one.vnet, one]));
  return [...needed.values()]
    .filter(({ vnet, right }) => known.get(vnet)?.[right] === 'no')
    .map(({ vnet, right }) => ({
      action: ACTIONS[right],
      scope: nodeOf(topology, vnet)?.id ?? vnet,
      role: ROLE,
      text: `You may not ${IN_WORDS[right]} ${say(vnet)}.`,
    }));
}

const IN_WORDS: Readonly<Record<Right, string>> = { write: 'write halves of', delete: 'delete halves of', peer: 'peer others with' };
