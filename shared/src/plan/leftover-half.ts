import type { Half, HalfRef, Namer, Topology } from '../topology/index.ts';
import type { PlanNotice } from './notice.ts';

/** A half that exists and whose remote overlaps another VNet. */
type ExistingPeer = HalfRef & { readonly current?: Half | undefined };

/** Returns why Azure counts an existing peer, as the end of a sentence; a Disconnected half is named as a leftover. */
export function describeExistingPeer(topology: Topology, nameOf: Namer, peer: ExistingPeer): string {
  const [owner, remote] = [nameOf(peer.from), nameOf(peer.to)];
  if (peer.current?.state !== 'Disconnected') return `, and ${owner} already has a peering to ${remote}`;
  const half = `${owner} → ${remote}`;
  const advice = canDelete(topology, peer) ? `Delete ${half} to free it` : `If ${remote} no longer exists, delete ${half} to free it`;
  return `. ${half} is Disconnected${describeRemote(topology, peer, remote)}. Azure still counts its address range. ${advice}`;
}

function describeRemote({ vnets, ghosts }: Topology, { to }: ExistingPeer, remote: string): string {
  if (vnets.has(to)) return '';
  const reason = ghosts.get(to)?.reason;
  if (reason === 'not-found') return `, and ${remote} no longer exists`;
  return reason === 'virtual-hub' ? ', and its virtual hub connection was deleted' : `, and ${remote} cannot be read`;
}

/** Returns the deletion of a leftover half. It is not offered where the remote VNet may still exist without being visible. */
export const leftoverRemedy = (topology: Topology, peer: ExistingPeer): Pick<PlanNotice, 'remedy'> =>
  peer.current?.state === 'Disconnected' && canDelete(topology, peer)
    ? { remedy: [{ kind: 'delete', from: peer.from, to: peer.to, only: 'half' }] }
    : {};

function canDelete({ vnets, ghosts }: Topology, { to }: ExistingPeer): boolean {
  const reason = ghosts.get(to)?.reason;
  return vnets.has(to) || reason === 'not-found' || reason === 'virtual-hub';
}
