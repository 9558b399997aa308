import { api } from '@peerscape/shared/api';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, problemFrom } from '../../lib/server/api.ts';

/** Reads one VNet from the resource provider each time `read` is called; until then it asks nothing. */
export function useVNetNow(id: string) {
  const [asked, setAsked] = useState(false);
  const query = useQuery({
    queryKey: ['vnet-now', id],
    queryFn: ({ signal }) => call(api.getVNetNow, { query: { id } }, signal),
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
