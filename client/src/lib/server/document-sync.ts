import type { Problem, StoredDocument } from '@peerscape/shared/api';

/** State of the synchronization of one stored document with the server. */
export interface DocumentSync<Change> {
  /** Version that the page shows, without its own pending changes; undefined before the first load. */
  readonly version: number | undefined;
  readonly unsent: PendingChange<Change> | undefined;
  readonly sending: PendingChange<Change> | undefined;
  /** A load in progress, and the version that the page showed when it began. */
  readonly loading: { readonly from: number | undefined } | undefined;
  /** True if the document may have changed since the load in progress began or while a save was pending. */
  readonly isOutdated: boolean;
  /** True once a load has succeeded or failed. */
  readonly isLoaded: boolean;
  readonly notice: SyncNotice | undefined;
}

interface PendingChange<Change> {
  readonly change: Change;
}

export type SyncNotice =
  /** Another user's version has replaced the one on the page. Changes that apply to any version need no such notice. */
  | { readonly kind: 'changed-elsewhere' }
  /** Another user's version has replaced a change of this page. */
  | { readonly kind: 'change-lost' }
  | { readonly kind: 'failed'; readonly problem: Problem };

export type SyncEvent<Change> =
  /** The server announced that a document may have changed. */
  | { readonly kind: 'announced' }
  | { readonly kind: 'edited'; readonly change: Change }
  /** The time to collect changes is over, or the page closes. */
  | { readonly kind: 'send-due' }
  | { readonly kind: 'loaded'; readonly document: Pick<StoredDocument, 'version' | 'value'> }
  | { readonly kind: 'load-failed'; readonly problem: Problem }
  | { readonly kind: 'saved'; readonly version: number }
  /** The server has another version than the one that the save was based on. */
  | { readonly kind: 'save-conflicted' }
  | { readonly kind: 'save-failed'; readonly problem: Problem };

export type SyncEffect<Change> =
  | { readonly kind: 'load' }
  | { readonly kind: 'save'; readonly version: number; readonly change: Change }
  | { readonly kind: 'send-later' }
  /** Shows the value of the server, with the pending change on top. */
  | { readonly kind: 'show'; readonly value: unknown; readonly pending: Change | undefined };

/** Rules for combining changes of one page with each other and with those of other pages. */
export interface ChangePolicy<Change> {
  /** Combines two changes of this page that are sent together. */
  readonly merge: (earlier: Change, later: Change) => Change;
  /** True if a change applies to any version; otherwise it is lost when another user has saved one. */
  readonly appliesToAnyVersion: boolean;
}

export interface SyncResult<Change> {
  readonly state: DocumentSync<Change>;
  readonly effects: readonly SyncEffect<Change>[];
}

/** Returns the state before the first load. */
export const initialSync = <Change>(): DocumentSync<Change> => ({
  version: undefined,
  unsent: undefined,
  sending: undefined,
  loading: undefined,
  isOutdated: false,
  isLoaded: false,
  notice: undefined,
});

/** Returns the version if the server has stored everything that the page shows; undefined while changes are pending. */
export const savedVersion = <Change>({ version, unsent, sending }: DocumentSync<Change>): number | undefined =>
  unsent || sending ? undefined : version;

/** Creates the reducer of the synchronization: one save and one load at a time, and no version of the server older than the page's is shown. */
export const createSyncReducer =
  <Change>({ merge, appliesToAnyVersion }: ChangePolicy<Change>) =>
  (state: DocumentSync<Change>, event: SyncEvent<Change>): SyncResult<Change> => {
    switch (event.kind) {
      case 'announced':
        return proceed({ ...state, isOutdated: true });
      case 'edited':
        return {
          state: { ...state, unsent: state.unsent ? { change: merge(state.unsent.change, event.change) } : { change: event.change } },
          effects: [{ kind: 'send-later' }],
        };
      case 'send-due':
        return proceed(state);
      case 'saved': {
        // a change that applies to any version may have been stored on top of another user's
        const isOnOthers = event.version !== (state.version ?? 0) + 1;
        return proceed({
          ...state,
          sending: undefined,
          version: isOnOthers ? state.version : event.version,
          isOutdated: state.isOutdated || isOnOthers,
          notice: undefined,
        });
      }
      case 'save-conflicted':
        return proceed({ ...state, sending: undefined, unsent: undefined, isOutdated: true, notice: { kind: 'change-lost' } });
      case 'save-failed':
        return {
          state: { ...state, sending: undefined, unsent: joinPending(state, merge), notice: { kind: 'failed', problem: event.problem } },
          effects: [],
        };
      case 'load-failed':
        return {
          state: { ...state, loading: undefined, isLoaded: true, notice: { kind: 'failed', problem: event.problem } },
          effects: [],
        };
      case 'loaded':
        return receive({ ...state, isLoaded: true }, event.document, { appliesToAnyVersion });
    }
  };

/** Sends what is unsent, or else loads what may have changed. Waits for requests in progress. */
function proceed<Change>(state: DocumentSync<Change>): SyncResult<Change> {
  const { version, unsent, sending, loading, isOutdated } = state;
  if (sending) return { state, effects: [] };
  if (unsent && version !== undefined)
    return { state: { ...state, sending: unsent, unsent: undefined }, effects: [{ kind: 'save', version, change: unsent.change }] };
  if (!isOutdated || loading) return { state, effects: [] };
  return { state: { ...state, isOutdated: false, loading: { from: version } }, effects: [{ kind: 'load' }] };
}

/** Shows a loaded document, unless it may be older than a save of this page. */
function receive<Change>(
  { loading, ...state }: DocumentSync<Change>,
  { version, value }: Pick<StoredDocument, 'version' | 'value'>,
  { appliesToAnyVersion }: Pick<ChangePolicy<Change>, 'appliesToAnyVersion'>,
): SyncResult<Change> {
  const before = { ...state, loading: undefined };
  if (state.sending || state.version !== loading?.from) return proceed({ ...before, isOutdated: true });
  const isLossReported = state.notice?.kind === 'change-lost';
  if (version === state.version) return proceed({ ...before, notice: isLossReported ? state.notice : undefined });
  const { unsent } = state;
  const isLost = unsent !== undefined && !appliesToAnyVersion;
  const notice: SyncNotice | undefined =
    isLost || isLossReported
      ? { kind: 'change-lost' }
      : state.version === undefined || appliesToAnyVersion
        ? undefined
        : { kind: 'changed-elsewhere' };
  const next = proceed({ ...before, version, notice, unsent: isLost ? undefined : unsent });
  return { ...next, effects: [{ kind: 'show', value, pending: isLost ? undefined : unsent?.change }, ...next.effects] };
}

function joinPending<Change>(
  { sending, unsent }: DocumentSync<Change>,
  merge: ChangePolicy<Change>['merge'],
): PendingChange<Change> | undefined {
  if (sending && unsent) return { change: merge(sending.change, unsent.change) };
  return sending ?? unsent;
}
