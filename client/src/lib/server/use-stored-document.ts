import { type Api, api, isProblemOf, type Problem, type StoredDocument, type StoredDocumentName } from '@peerscape/shared/api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call, toProblem } from './api.ts';

/** A JSON document that the server stores for all users of the estate. */
export interface StoredDocumentHandle {
  /** Saves the value; calls in quick succession are batched. */
  readonly save: (value: unknown) => void;
  /** True once the document has been loaded or failed to load. */
  readonly isLoaded: boolean;
  /** Reports that the document could not be saved, or was changed by another user. */
  readonly notice: Problem | undefined;
}

interface Unsaved {
  readonly value: unknown;
}

const BATCH_MS = 400;
/** Code of the notice that a local change was lost to another user's. */
const CONFLICT = 'KeptMeanwhile';

/**
 * Loads a stored document and keeps it up to date: `onLoad` receives its value at first and after each change by another user, as announced
 * by `serial`. Saves only after the first load, and never over another user's change: that one is loaded and reported instead.
 */
export function useStoredDocument(name: StoredDocumentName, serial: number, onLoad: (value: unknown) => void): StoredDocumentHandle {
  const [notice, setNotice] = useState<Problem>();
  const [isLoaded, setIsLoaded] = useState(false);
  const version = useRef<number>(undefined);
  const unsaved = useRef<Unsaved>(undefined);
  const isSaving = useRef(false);
  /** True when the serial changed while this page was saving. */
  const missed = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const load = useRef(onLoad);
  load.current = onLoad;

  /** Loads the stored document in place of unsaved changes; returns true when there were any. */
  const accept = useCallback((document: StoredDocument): boolean => {
    const isLost = version.current !== undefined && unsaved.current !== undefined;
    version.current = document.version;
    if (isLost) unsaved.current = undefined;
    load.current(document.value);
    return isLost;
  }, []);

  const refresh = useCallback(async () => {
    missed.current = isSaving.current || unsaved.current !== undefined;
    if (missed.current) return;
    const from = version.current;
    try {
      const document = await call(api.getStoredDocument, { query: { name } });
      // A response to a request from before our own save may be older than that save.
      missed.current = isSaving.current || version.current !== from;
      if (missed.current) return;
      const isOther = document.version !== from;
      const isLost = isOther && accept(document);
      const next = isLost ? lostChange(name) : isOther && from !== undefined ? changedElsewhere(name) : undefined;
      // Keep reporting a lost change until the next successful save.
      setNotice((before) => (before?.code === CONFLICT ? before : next));
    } catch (error) {
      setNotice(notSaved(name, toProblem(error)));
    } finally {
      setIsLoaded(true);
    }
  }, [name, accept]);

  const send = useCallback(async () => {
    const sending = unsaved.current;
    if (!sending || isSaving.current || version.current === undefined) return;
    isSaving.current = true;
    unsaved.current = undefined;
    try {
      version.current = (await call(api.putStoredDocument, { body: { name, version: version.current, value: sending.value } })).version;
      setNotice(undefined);
    } catch (error) {
      const problem = toProblem(error);
      if (isProblemOf<Api['putStoredDocument']>(problem, 'kept-changed'))
        await call(api.getStoredDocument, { query: { name } }).then(accept, () => undefined);
      else unsaved.current ??= sending;
      setNotice(isProblemOf<Api['putStoredDocument']>(problem, 'kept-changed') ? lostChange(name) : notSaved(name, problem));
      return;
    } finally {
      isSaving.current = false;
    }
    // Handle what arrived during this save.
    if (unsaved.current) await send();
    else if (missed.current) await refresh();
  }, [name, accept, refresh]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new serial means that the document may have changed
  useEffect(() => void refresh(), [serial, refresh]);

  useEffect(() => {
    const flush = () => void send();
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      clearTimeout(timer.current);
      flush();
    };
  }, [send]);

  const save = useCallback(
    (value: unknown) => {
      unsaved.current = { value };
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void send(), BATCH_MS);
    },
    [send],
  );
  return { save, isLoaded: isLoaded, notice };
}

const changedElsewhere = (name: StoredDocumentName): Problem => ({
  type: 'about:blank',
  title: `The ${name} changed in another session`,
  status: 409,
  code: 'KeptElsewhere',
  detail: 'Another tab or user has saved a newer version, which is shown now.',
});

const lostChange = (name: StoredDocumentName): Problem => ({
  ...changedElsewhere(name),
  code: CONFLICT,
  detail: 'Another tab or user has saved a newer version, which is shown now. Your last change was not saved. Make it again.',
});

const notSaved = (name: StoredDocumentName, problem: Problem): Problem => ({
  ...problem,
  title: `The ${name} cannot be saved: ${problem.title}`,
  detail: 'Your changes stay until you close this page.',
});
