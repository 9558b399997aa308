import { api, type VNetRights } from '@peerscape/shared/api';
import type { ResourceKey } from '@peerscape/shared/arm';
import { useQuery } from '@tanstack/react-query';
import { call } from './api.ts';

const FRESH = 60_000;

/** What the identity may do with these VNets, by key; empty while it is asked, where there is nobody to ask, and when nobody answers. */
export function useRights(vnets: readonly ResourceKey[], canAsk: boolean): ReadonlyMap<string, VNetRights> {
  const { data } = useQuery({
    queryKey: ['rights', ...vnets],
    queryFn: ({ signal }) => call(api.askRights, { body: { vnets: [...vnets] } }, signal),
    enabled: canAsk && vnets.length > 0,
    staleTime: FRESH,
  });
  return new Map(data?.rights.map((rights) => [rights.vnet, rights]));
}

/** Whether the identity is known to lack what a write of the VNet's halves needs. */
export const isLocked = (rights: VNetRights | undefined): boolean =>
  rights !== undefined && (rights.write === 'no' || rights.peer === 'no' || rights.delete === 'no');
