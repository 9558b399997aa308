import { api, type KeptName, type Problem } from '@peerscape/shared/api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call, problemFrom } from './api.ts';

/** A document that the server keeps for everyone who works on the estate. */
export interface KeptDocument {
  /** Keeps the value, together with what else changes in the next moment. */
  readonly save: (value: unknown) => void;
  /** Whether what is kept has been read, or could not be. */
  readonly isRead: boolean;
  /** Why it is not kept, or that somebody else has changed it. */
  readonly notice: Problem | undefined;
}

interface Unsaved {
  readonly value: unknown;
}

const TOGETHER = 400;

/**
 * Reads the document and follows it: `onLoad` gets its value at first, and whenever somebody else has kept another, which the serial of the
 * status tells. Nothing is kept before it was read, and never over what somebody else has kept since: that is loaded, and said.
 */
export function useKeptDocument(name: KeptName, serial: number, onLoad: (value: unknown) => void): KeptDocument {
  const [notice, setNotice] = useState<Problem>();
  const [isRead, setIsRead] = useState(false);
  const version = useRef<number>(undefined);
  const unsaved = useRef<Unsaved>(undefined);
  const isSaving = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const load = useRef(onLoad);
  load.current = onLoad;

  const read = useCallback(async () => {
    const kept = await call(api.getKept, { query: { name } });
    if (kept.version === version.current) return false;
    version.current = kept.version;
    load.current(kept.value);
    return true;
  }, [name]);

  const send = useCallback(async () => {
    const sending = unsaved.current;
    if (!sending || isSaving.current || version.current === undefined) return;
    isSaving.current = true;
    unsaved.current = undefined;
    try {
      version.current = (await call(api.keep, { body: { name, version: version.current, value: sending.value } })).version;
      setNotice(undefined);
    } catch (error) {
      const problem = problemFrom(error);
      if (problem.status === 409) {
        unsaved.current = undefined;
        await read().catch(() => undefined);
      } else unsaved.current ??= sending;
      setNotice(problem.status === 409 ? changedMeanwhile(name) : notKept(name, problem));
      return;
    } finally {
      isSaving.current = false;
    }
    // what came while this was under way found the way taken
    if (unsaved.current) await send();
  }, [name, read]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the serial says when to look again
  useEffect(() => {
    if (isSaving.current || unsaved.current) return;
    const wasRead = version.current !== undefined;
    read()
      .then(
        (isOther) => setNotice(isOther && wasRead ? changedElsewhere(name) : undefined),
        (error) => setNotice(notKept(name, problemFrom(error))),
      )
      .finally(() => setIsRead(true));
  }, [name, serial, read]);

  useEffect(() => {
    const leave = () => void send();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      clearTimeout(timer.current);
      leave();
    };
  }, [send]);

  const save = useCallback(
    (value: unknown) => {
      unsaved.current = { value };
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void send(), TOGETHER);
    },
    [send],
  );
  return { save, isRead, notice };
}

const changedElsewhere = (name: KeptName): Problem => ({
  type: 'about:blank',
  title: `The ${name} changed elsewhere`,
  status: 409,
  code: 'KeptElsewhere',
  detail: 'Another tab or person has kept another version, which is shown now.',
});

const changedMeanwhile = (name: KeptName): Problem => ({
  ...changedElsewhere(name),
  code: 'KeptMeanwhile',
  detail: 'Another tab or person was quicker. What they have kept is shown now, without your last change: make it again.',
});

const notKept = (name: KeptName, problem: Problem): Problem => ({
  ...problem,
  title: `The ${name} cannot be kept: ${problem.title}`,
  detail: 'It holds while this page stays open.',
});
