import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { CHANGE_QUERY_KEYS } from '../../lib/server/change-queries.ts';

/** Invalidates applies and audit whenever the server's change serial changes; requests in flight are not cancelled. */
export function useInvalidateChanges(serial: number): void {
  const client = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the effect runs because the serial changed; its value is not needed
  useEffect(() => {
    for (const queryKey of CHANGE_QUERY_KEYS) void client.invalidateQueries({ queryKey }, { cancelRefetch: false });
  }, [client, serial]);
}
