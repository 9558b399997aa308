import { api, type Kept, type KeptName, type Problem } from '@peerscape/shared/api';
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
/** The code of a notice that somebody else was quicker. */
const LOST = 'KeptMeanwhile';

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
  /** The serial has moved while this page was about to keep its own. */
  const missed = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const load = useRef(onLoad);
  load.current = onLoad;

  /** Takes what is kept as it stands, instead of what was changed here and not kept yet; answers whether there was such a change. */
  const take = useCallback((kept: Kept): boolean => {
    const isLost = version.current !== undefined && unsaved.current !== undefined;
    version.current = kept.version;
    if (isLost) unsaved.current = undefined;
    load.current(kept.value);
    return isLost;
  }, []);

  const look = useCallback(async () => {
    missed.current = isSaving.current || unsaved.current !== undefined;
    if (missed.current) return;
    const from = version.current;
    try {
      const kept = await call(api.getKept, { query: { name } });
      // an answer that was under way while this page kept its own may be older than that
      missed.current = isSaving.current || version.current !== from;
      if (missed.current) return;
      const isOther = kept.version !== from;
      const isLost = isOther && take(kept);
      const next = isLost ? changedMeanwhile(name) : isOther && from !== undefined ? changedElsewhere(name) : undefined;
      // that a change was lost stays told until something is kept again
      setNotice((before) => (before?.code === LOST ? before : next));
    } catch (error) {
      setNotice(notKept(name, problemFrom(error)));
    } finally {
      setIsRead(true);
    }
  }, [name, take]);

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
      if (problem.status === 409) await call(api.getKept, { query: { name } }).then(take, () => undefined);
      else unsaved.current ??= sending;
      setNotice(problem.status === 409 ? changedMeanwhile(name) : notKept(name, problem));
      return;
    } finally {
      isSaving.current = false;
    }
    // what came while this was under way found the way taken
    if (unsaved.current) await send();
    else if (missed.current) await look();
  }, [name, take, look]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the serial says when to look again
  useEffect(() => void look(), [serial, look]);

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
  code: LOST,
  detail: 'Another tab or person was quicker. What they have kept is shown now, without your last change: make it again.',
});

const notKept = (name: KeptName, problem: Problem): Problem => ({
  ...problem,
  title: `The ${name} cannot be kept: ${problem.title}`,
  detail: 'It holds while this page stays open.',
});
