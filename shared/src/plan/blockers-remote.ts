import { isVirtualHub } from '../topology/index.ts';
import type { Blocker, Note } from './notice.ts';
import { aboutHalf, type Outcome } from './outcome.ts';

/** Azure rejects every write of a half whose remote VNet does not exist. */
function remoteIsDeleted({ written, topology, nameOf }: Outcome): Blocker[] {
  return written.flatMap((half) => {
    if (topology.ghosts.get(half.to)?.reason !== 'not-found') return [];
    const [local, remote] = [nameOf(half.from), nameOf(half.to)];
    const wayOut = half.current ? `Delete the half ${local} → ${remote}, which is left over.` : 'Remove it from the draft.';
    const text = `${remote} does not exist: Azure returned 404. ${wayOut}`;
    return [{ ...aboutHalf(half), code: 'remote-deleted', text, arm: 'InvalidGlobalResourceReference' }];
  });
}

/** A virtual hub connection creates and deletes the half on its spoke. Only what it left behind, Disconnected, may be deleted here. */
function virtualHubManagesHalf({ steps, topology, nameOf }: Outcome): Blocker[] {
  return steps.flatMap(({ action, half, isDisconnected }) => {
    if (![half.from, half.to].some((end) => isVirtualHub(topology, end)) || (action === 'delete' && isDisconnected)) return [];
    const [local, remote] = [nameOf(half.from), nameOf(half.to)];
    const text =
      action === 'create'
        ? `${remote} belongs to a virtual hub of Virtual WAN. Create a virtual hub connection to ${local} on the hub instead: it creates both halves.`
        : `${local} → ${remote} belongs to a virtual hub connection, which manages this half. Change or delete the connection on the virtual hub instead.`;
    return [{ ...aboutHalf(half), code: 'virtual-hub-half', text }];
  });
}

export const remoteBlockers = [remoteIsDeleted, virtualHubManagesHalf];

/** Returns notes on the deletion of halves that a virtual hub connection left behind. */
export const virtualHubNotes = ({ steps, topology, nameOf }: Outcome): Note[] =>
  steps.flatMap(({ action, half, isDisconnected }): Note[] => {
    if (action !== 'delete' || !isDisconnected || !isVirtualHub(topology, half.to)) return [];
    const text = `${nameOf(half.from)} → ${nameOf(half.to)} was created by a virtual hub connection. Check on the virtual hub that the connection no longer exists.`;
    return [{ ...aboutHalf(half), code: 'virtual-hub-leftover', text }];
  });
