import { api } from '@peerscape/shared/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../lib/server/api.ts';
import { statusQuery } from '../../../lib/server/queries.ts';
import type { OnSay } from '../on-say.ts';

interface Wanted {
  readonly mode: 'read-only' | 'allowed';
  readonly confirm?: string;
}

/** Allows changes, or only reads. What is under way pauses while only reads are allowed. */
export function useMode(onSay: OnSay) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted: Wanted) => call(api.setMode, { body: wanted }),
    onSuccess: (status) => {
      client.setQueryData(statusQuery.queryKey, status);
      onSay(status.changes.mode === 'allowed' ? 'Changes are allowed.' : 'Changes are off: only reads from now on.');
    },
  });
}
