import { api } from '@peerscape/shared/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../lib/server/api.ts';
import { statusQuery } from '../../../lib/server/queries.ts';
import type { OnAnnounce } from '../announce.ts';

interface ModeRequest {
  readonly mode: 'read-only' | 'allowed';
  readonly confirm?: string;
}

/** Returns the mutation that switches between read-only and changes allowed. Applies in progress pause in read-only mode. */
export function useMode(onAnnounce: OnAnnounce) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: ModeRequest) => call(api.setMode, { body: request }),
    onSuccess: (status) => {
      client.setQueryData(statusQuery.queryKey, status);
      onAnnounce(status.changes.mode === 'allowed' ? 'Changes are allowed.' : 'Read-only: changes are no longer allowed.');
    },
  });
}
