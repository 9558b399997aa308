import { type Api, api, isProblemOf, type Problem, type StoredDocument, type StoredDocumentName } from '@peerscape/shared/api';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { call, toProblem } from './api.ts';
import {
  type ChangePolicy,
  createSyncReducer,
  initialSync,
  type SyncEffect,
  type SyncEvent,
  type SyncNotice,
  savedVersion,
} from './document-sync.ts';
import { readSessionKey } from './session-key.ts';
import { useSessionKey } from './use-session-key.ts';

/** A JSON document that the server stores for all users of the estate. */
export interface DocumentSyncHandle<Change> {
  /** Saves a change; calls in quick succession are batched. */
  readonly save: (change: Change) => void;
  /** True once the document has been loaded or failed to load. */
  readonly isLoaded: boolean;
  /** Version on the server if it has everything that this page has saved; undefined while a change is pending. */
  readonly version: number | undefined;
  /** Reports that the document could not be saved, or was changed by another user. */
  readonly notice: Problem | undefined;
  /** Problem because of which the document could not be saved or loaded; also in `notice`. */
  readonly failure: Problem | undefined;
  /** Sends a change that is pending, or else loads the document again. */
  readonly refresh: () => void;
}

/** Defines how one kind of change is combined and sent. */
export interface SyncProtocol<Change> extends ChangePolicy<Change> {
  readonly send: (name: StoredDocumentName, version: number, change: Change) => Promise<Pick<StoredDocument, 'version'>>;
}

const BATCH_MS = 400;

/**
 * Keeps a stored document in sync with the server: `onShow` receives its value at first and after each change by another user, as announced
 * by `serial`, with the change of this page that is still to be sent.
 */
export function useDocumentSync<Change>(
  name: StoredDocumentName,
  serial: number,
  protocol: SyncProtocol<Change>,
  onShow: (value: unknown, pending: Change | undefined) => void,
): DocumentSyncHandle<Change> {
  const [state, setState] = useState(() => initialSync<Change>());
  const current = useRef(state);
  const show = useRef(onShow);
  show.current = onShow;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const dispatch = useMemo(() => {
    const reduce = createSyncReducer(protocol);
    const handle = (event: SyncEvent<Change>): void => {
      const next = reduce(current.current, event);
      current.current = next.state;
      setState(next.state);
      for (const effect of next.effects) run(effect);
    };
    /** Handles the result of a request, which was not authorised if another session has begun since it was sent. */
    const finish = async (request: Promise<SyncEvent<Change>>): Promise<void> => {
      const key = readSessionKey();
      const result = await request;
      handle(result);
      const hasFailed = result.kind === 'load-failed' || result.kind === 'save-failed';
      if (hasFailed && readSessionKey() !== key) handle({ kind: 'announced' });
    };
    const run = (effect: SyncEffect<Change>): void => {
      if (effect.kind === 'load') void finish(load(name));
      else if (effect.kind === 'save') void finish(protocol.send(name, effect.version, effect.change).then(toSaved, toSaveFailure));
      else if (effect.kind === 'show') show.current(effect.value, effect.pending);
      else {
        clearTimeout(timer.current);
        timer.current = setTimeout(() => handle({ kind: 'send-due' }), BATCH_MS);
      }
    };
    return handle;
  }, [name, protocol]);

  const sessionKey = useSessionKey();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new serial means that the document may have changed, a new session that a change may be unsaved
  useEffect(() => dispatch({ kind: 'announced' }), [serial, sessionKey, dispatch]);

  useEffect(() => {
    const flush = () => dispatch({ kind: 'send-due' });
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      clearTimeout(timer.current);
      flush();
    };
  }, [dispatch]);

  const save = useCallback((change: Change) => dispatch({ kind: 'edited', change }), [dispatch]);
  const notice = useMemo(() => state.notice && describeNotice(name, state.notice), [name, state.notice]);
  const refresh = useCallback(() => dispatch({ kind: 'announced' }), [dispatch]);
  return {
    save,
    isLoaded: state.isLoaded,
    version: savedVersion(state),
    notice,
    failure: state.notice?.kind === 'failed' ? notice : undefined,
    refresh,
  };
}

const load = (name: StoredDocumentName): Promise<SyncEvent<never>> =>
  call(api.getStoredDocument, { query: { name } }).then(
    (document) => ({ kind: 'loaded', document }),
    (error) => ({ kind: 'load-failed', problem: toProblem(error) }),
  );

const toSaved = ({ version }: Pick<StoredDocument, 'version'>): SyncEvent<never> => ({ kind: 'saved', version });

function toSaveFailure(error: unknown): SyncEvent<never> {
  const problem = toProblem(error);
  return isProblemOf<Api['putStoredDocument']>(problem, 'kept-changed') ? { kind: 'save-conflicted' } : { kind: 'save-failed', problem };
}

function describeNotice(name: StoredDocumentName, notice: SyncNotice): Problem {
  if (notice.kind === 'failed')
    return {
      ...notice.problem,
      title: `The ${name} cannot be saved: ${notice.problem.title}`,
      detail: 'Unsaved changes stay on this page until you close it.',
    };
  const isLost = notice.kind === 'change-lost';
  return {
    type: 'about:blank',
    title: `The ${name} changed in another session`,
    status: 409,
    code: isLost ? 'KeptMeanwhile' : 'KeptElsewhere',
    detail: `Another tab or user has saved a newer version, which is shown now.${isLost ? ' Your last change was not saved. Make it again.' : ''}`,
  };
}
