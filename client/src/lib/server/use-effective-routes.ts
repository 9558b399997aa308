import { api, type ListedRoutes, type Problem } from '@peerscape/shared/api';
import { useMutation, useQuery } from '@tanstack/react-query';
import { call, toProblem } from './api.ts';

const STALE_MS = 60_000;

/** Lists the network interfaces of a subnet while `isEnabled`. */
export function useSubnetInterfaces(subnet: string, isEnabled: boolean) {
  const { data, error, isFetching } = useQuery({
    queryKey: ['subnet-interfaces', subnet],
    queryFn: ({ signal }) => call(api.getSubnetInterfaces, { query: { id: subnet } }, signal),
    enabled: isEnabled,
    staleTime: STALE_MS,
  });
  return { interfaces: data?.interfaces, isReading: isFetching, problem: error ? toProblem(error) : undefined };
}

export interface EffectiveRoutesHandle {
  /** Routes of the interface that was read last; undefined before that, while reading, and after an error. */
  readonly listed: (ListedRoutes & { readonly interfaceId: string }) | undefined;
  readonly isReading: boolean;
  readonly problem: Problem | undefined;
  read(interfaceId: string): void;
}

/** Reads the effective routes of network interfaces of a subnet each time `read` is called. */
export function useEffectiveRoutes(subnet: string): EffectiveRoutesHandle {
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: async (interfaceId: string) => ({
      ...(await call(api.readEffectiveRoutes, { body: { subnet, interface: interfaceId } })),
      interfaceId,
    }),
  });
  return { listed: data, isReading: isPending, problem: error ? toProblem(error) : undefined, read: (id) => mutate(id) };
}
