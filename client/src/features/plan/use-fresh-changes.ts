import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { MOVING } from '../../lib/server/change-queries.ts';

/** Asks for applies and audit again whenever the server's serial of changes moves; a question under way is let finish. */
export function useFreshChanges(serial: number): void {
  const client = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: that the serial moved is the reason, its number is not needed
  useEffect(() => {
    for (const queryKey of MOVING) void client.invalidateQueries({ queryKey }, { cancelRefetch: false });
  }, [client, serial]);
}
