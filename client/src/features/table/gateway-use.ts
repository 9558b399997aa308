import { hasAllHalves, type Peering, type Topology } from '@peerscape/shared/topology';
import { nameOf } from '../../lib/format/names.ts';

/**
 * Describes who uses or may use a gateway through a peering: `spoke uses hub`, `Offered by hub`; empty if nobody does, and null if a half
 * that was not read may use one.
 */
export function describeGatewayUse(topology: Topology, { a, b, ab, ba }: Peering): string | null {
  const [nameA, nameB] = [nameOf(topology, a), nameOf(topology, b)];
  if (ab?.useRemoteGateways) return `${nameA} uses ${nameB}`;
  if (ba?.useRemoteGateways) return `${nameB} uses ${nameA}`;
  const isComplete = (ab || hasAllHalves(topology, a)) && (ba || hasAllHalves(topology, b));
  if (!isComplete) return null;
  const owners = [...(ab?.allowTransit ? [nameA] : []), ...(ba?.allowTransit ? [nameB] : [])];
  return owners.length > 0 ? `Offered by ${owners.join(' and ')}` : '';
}
