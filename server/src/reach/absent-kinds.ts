import type { Answer, BlockerCode } from '@peerscape/shared/reach';
import { type AttachedKind, formatKinds, type TopologyRows } from '@peerscape/shared/topology';

/** Types whose resources could change an answer that ends with the code, and that nothing in a VNet refers to. */
const KINDS_BY_CODE: Partial<Readonly<Record<BlockerCode, readonly AttachedKind[]>>> = {
  'no-route': ['connectedGroups'],
  'not-routable': ['connectedGroups'],
  'no-outbound': ['loadBalancers', 'interfaces', 'publicIpAddresses'],
  'next-hop-not-found': ['appliances', 'loadBalancers'],
  'load-balancer-no-backend': ['appliances', 'machines'],
  'not-known-to-gateway': ['connections', 'localNetworkGateways'],
};

/** Types whose resources add routes to subnets, and that nothing in a VNet refers to. */
const KINDS_WITH_ROUTES: readonly AttachedKind[] = ['connectedGroups', 'privateEndpoints'];

/**
 * Describes the types without any resource in files that could change an answer if they had been left out of the files, which nothing in the
 * files shows. Returns one sentence, or none.
 */
export function describeAbsentKinds(absentKinds: readonly AttachedKind[], { forward, back }: Answer): readonly string[] {
  const codes = [forward.blocker, back.blocker].flatMap((blocker) => blocker?.code ?? []);
  return describe(
    absentKinds,
    codes.flatMap((code) => KINDS_BY_CODE[code] ?? []),
  );
}

/** Describes the types without any resource in files that could add routes if they had been left out of the files. */
export const describeAbsentRoutes = (absentKinds: readonly AttachedKind[]): readonly string[] => describe(absentKinds, KINDS_WITH_ROUTES);

/** Types that are read from files only and that decide paths wherever they exist. */
const KINDS_IN_FILES_ONLY: readonly AttachedKind[] = ['adminRules', 'hubConnections'];

/** Describes the types that decide paths and were not read, because the source is not a file with all types. Returns one sentence, or none. */
export function describeMissingKinds(rows: TopologyRows, { verdict }: Answer): readonly string[] {
  const kinds = KINDS_IN_FILES_ONLY.filter((kind) => rows[kind].length === 0);
  if (kinds.length === 0 || verdict === 'unknown') return [];
  return [`This source does not include ${formatKinds(kinds)}, and it is assumed that there are none.`];
}

function describe(absentKinds: readonly AttachedKind[], relevant: readonly AttachedKind[]): readonly string[] {
  const kinds = absentKinds.filter((kind) => relevant.includes(kind));
  return kinds.length === 0
    ? []
    : [`The files contain no ${formatKinds(kinds).replace(/ and (?=[^,]*$)/, ' or ')}, and it is assumed that there are none.`];
}
