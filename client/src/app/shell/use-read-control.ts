import { api } from '@peerscape/shared/api';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call, toProblem } from '../../lib/server/api.ts';
import { statusQuery } from '../../lib/server/queries.ts';
import { useAnnounce } from './use-announce.ts';

/** Returns the functions that start a read on the server and cancel the running one. Both announce the result. */
export function useReadControl() {
  const client = useQueryClient();
  const announce = useAnnounce();
  const run = useCallback(
    async (endpoint: typeof api.refresh | typeof api.cancelRead, done: string) => {
      try {
        client.setQueryData(statusQuery.queryKey, await call(endpoint));
        announce(done);
      } catch (error) {
        announce(toProblem(error).title, 'error');
      }
    },
    [client, announce],
  );
  const refresh = useCallback(() => void run(api.refresh, 'Refreshing…'), [run]);
  const cancelRead = useCallback(() => void run(api.cancelRead, 'Reading was canceled.'), [run]);
  return { refresh, cancelRead };
}
