import { api, type ProblemType, type Status } from '@peerscape/shared/api';
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
    async (endpoint: typeof api.refresh | typeof api.cancelRead, describe: (status: Status) => string) => {
      try {
        const status = await call(endpoint);
        client.setQueryData(statusQuery.queryKey, status);
        announce(describe(status));
      } catch (error) {
        announce(toProblem(error).title, 'error');
      }
    },
    [client, announce],
  );
  const refresh = useCallback(() => void run(api.refresh, () => 'Refreshing…'), [run]);
  const cancelRead = useCallback(() => void run(api.cancelRead, describeCancellation), [run]);
  return { refresh, cancelRead };
}

/** A read that Azure has answered can no longer be canceled; the server publishes its result. */
const describeCancellation = ({ reading, problem }: Status): string =>
  reading === null && problem?.code === CANCELED ? 'Reading was canceled.' : 'Azure has already answered; the result will be shown.';

const CANCELED: ProblemType = 'read-canceled';
