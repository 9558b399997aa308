import { api } from '@peerscape/shared/api';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, toProblem } from '../../lib/server/api.ts';

/** Reads one VNet from the resource provider each time `read` is called; sends no request before that. */
export function useLiveVNet(id: string) {
  const [isEnabled, setEnabled] = useState(false);
  const query = useQuery({
    queryKey: ['vnet-now', id],
    queryFn: ({ signal }) => call(api.getVNetNow, { query: { id } }, signal),
    enabled: isEnabled,
    gcTime: 0,
  });
  return {
    now: query.data,
    isReading: query.isFetching,
    problem: query.error ? toProblem(query.error) : undefined,
    read: () => (isEnabled ? void query.refetch() : setEnabled(true)),
  };
}
