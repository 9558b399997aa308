import { api } from '@peerscape/shared/api';
import type { HalfRow, VNetRow } from '@peerscape/shared/topology';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, problemFrom } from '../../lib/server/api.ts';

/** As on the wire; the schema says `string | undefined` where JSON can only leave a property out. */
interface VNetNow {
  readonly readAt: string;
  readonly vnet: VNetRow;
  readonly halves: readonly HalfRow[];
}

/** Reads one VNet from the resource provider each time `read` is called; until then it asks nothing. */
export function useVNetNow(id: string) {
  const [asked, setAsked] = useState(false);
  const query = useQuery({
    queryKey: ['vnet-now', id],
    queryFn: async ({ signal }) => (await call(api.getVNetNow, { query: { id } }, signal)) as VNetNow,
    enabled: asked,
    gcTime: 0,
  });
  return {
    now: query.data,
    isReading: query.isFetching,
    problem: query.error ? problemFrom(query.error) : undefined,
    read: () => (asked ? void query.refetch() : setAsked(true)),
  };
}
