import { parseResourceId, type ResourceKey, resourceKey } from '../arm/index.ts';
import type { Reading } from './reading.ts';

/** Answer to whether a reading contains something: `absent` if its scope was read and it is not there, `unknown` if it could have been missed. */
export type Presence = 'present' | 'absent' | 'unknown';

/** Determines what a reading contains. */
export interface PresenceLookup {
  vnet(key: ResourceKey): Presence;
  half(key: ResourceKey): Presence;
  finding(id: string, code: string, vnets: readonly ResourceKey[]): Presence;
}

const SUBSCRIPTION = /^(?:\/subscriptions\/)?([\da-f-]{36})\/?$/i;

/** Creates the lookup for a reading. Resources in a scope with a read error are unknown; an error without a subscription affects all scopes. */
export function createPresenceLookup({ snapshot: { rows, unread }, topology, report }: Reading): PresenceLookup {
  const subscriptions = new Set(rows.subscriptions.map(({ id }) => id.toLowerCase()));
  const scopes = unread.map(({ scope }) => scope.match(SUBSCRIPTION)?.[1]?.toLowerCase() ?? resourceKey(scope));
  const isEverythingUncertain = scopes.some((scope) => !scope.startsWith('/') && !/^[\da-f-]{36}$/.test(scope));
  const reasons = new Map(rows.absentVNets?.map(({ id, reason }) => [resourceKey(id), reason]));
  const inconclusive = new Set(report.unknown.map(({ id }) => id));
  const inconclusiveCodes = new Set(report.unknown.filter(({ about }) => about.kind === 'estate').map(({ code }) => code));
  const found = new Set(report.findings.map(({ id }) => id));

  const isInReadScope = (key: ResourceKey): boolean => {
    const parsed = parseResourceId(key);
    const subscription = parsed.ok ? parsed.value.subscriptionId : '';
    return (
      subscriptions.has(subscription) && !scopes.some((scope) => scope === subscription || key === scope || key.startsWith(`${scope}/`))
    );
  };
  const vnet = (key: ResourceKey): Presence => {
    if (topology.vnets.has(key)) return 'present';
    const reason = reasons.get(key);
    if (reason !== undefined && reason !== 'not-in-file') return reason === 'not-found' ? 'absent' : 'unknown';
    return !isEverythingUncertain && isInReadScope(key) ? 'absent' : 'unknown';
  };
  const half = (key: ResourceKey): Presence => {
    if (topology.halves.has(key)) return 'present';
    const owner = ownerOf(key);
    const row = topology.vnets.get(owner);
    if (!row) return vnet(owner);
    return row.halvesNotRead || isEverythingUncertain || !isInReadScope(owner) ? 'unknown' : 'absent';
  };
  return {
    vnet,
    half,
    finding: (id, code, vnets) => {
      if (found.has(id)) return 'present';
      const isUncertain = vnets.some((key) => vnet(key) === 'unknown' || topology.vnets.get(key)?.halvesNotRead);
      return inconclusive.has(id) || inconclusiveCodes.has(code) || isUncertain ? 'unknown' : 'absent';
    },
  };
}

const ownerOf = (half: ResourceKey): ResourceKey => resourceKey(half.replace(/\/virtualnetworkpeerings\/[^/]*$/, ''));
