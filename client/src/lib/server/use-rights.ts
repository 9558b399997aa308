import { api, type VNetRights } from '@peerscape/shared/api';
import type { ResourceKey } from '@peerscape/shared/arm';
import { useQuery } from '@tanstack/react-query';
import { call } from './api.ts';

const STALE_MS = 60_000;

/** Queries the rights of the identity on the VNets, by key; empty while loading, on error, and when `canAsk` is false. */
export function useRights(vnets: readonly ResourceKey[], canAsk: boolean): ReadonlyMap<string, VNetRights> {
  const { data } = useQuery({
    queryKey: ['rights', ...vnets],
    queryFn: ({ signal }) => call(api.getPermissions, { body: { vnets: [...vnets] } }, signal),
    enabled: canAsk && vnets.length > 0,
    staleTime: STALE_MS,
  });
  return new Map(data?.rights.map((rights) => [rights.vnet, rights]));
}

/** Returns true when the identity is known to lack a right that writing the VNet's halves needs. */
export const isLocked = (rights: VNetRights | undefined): boolean =>
  rights !== undefined && (rights.write === 'no' || rights.peer === 'no' || rights.delete === 'no');
