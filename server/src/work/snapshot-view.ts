import type { Snapshot } from '@peerscape/shared/topology';
import type { SnapshotService, SnapshotState } from './snapshot-service.ts';

/** The operations of the snapshot service that browsers may use. */
type BrowserService = Pick<SnapshotService, 'current' | 'subscribe' | 'refresh' | 'cancelRead'>;

/** The snapshot that browsers see: that of the source, or another one in its place. */
export interface SnapshotView extends BrowserService {
  /** Shows a snapshot in place of the source's, with a revision of its own; undefined shows the source again. */
  show(snapshot: Snapshot | undefined): void;
}

/** Creates the view of a service. Revisions still never decrease: after the other snapshot, those of the source continue above it. */
export function createSnapshotView(service: BrowserService): SnapshotView {
  const listeners = new Set<() => void>();
  let shown: Snapshot | undefined;
  let offset = 0;
  let renumbered: { readonly from: Snapshot; readonly to: Snapshot } | undefined;
  const notify = () => {
    for (const listener of listeners) listener();
  };
  // without listeners there is nobody to notify, and while another snapshot is shown nothing changes for browsers
  service.subscribe(() => {
    if (!shown) notify();
  });

  /** Returns the same object as long as the source has the same snapshot, because replies are cached by it. */
  const renumber = (from: Snapshot): Snapshot => {
    if (offset === 0) return from;
    if (renumbered?.from !== from) renumbered = { from, to: { ...from, revision: from.revision + offset } };
    return renumbered.to;
  };
  const current = (): SnapshotState => {
    if (shown) return { snapshot: shown, readAt: shown.readAt, reading: null, problem: null };
    const state = service.current();
    return state.snapshot ? { ...state, snapshot: renumber(state.snapshot) } : state;
  };
  return {
    current,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh: (by) => {
      if (!shown) service.refresh(by);
    },
    cancelRead: () => {
      if (!shown) service.cancelRead();
    },
    show: (snapshot) => {
      const next = (current().snapshot?.revision ?? 0) + 1;
      shown = snapshot && { ...snapshot, revision: next };
      if (!shown) offset = next - (service.current().snapshot?.revision ?? 0);
      renumbered = undefined;
      notify();
    },
  };
}
