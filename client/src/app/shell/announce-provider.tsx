import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import css from './announce-provider.module.css';
import { type Announce, AnnounceContext, MessageSlotContext } from './use-announce.ts';

interface Message {
  readonly text: string;
  readonly kind: 'done' | 'error';
  readonly id: number;
}

const DURATION_MS = 4000;

/** Provides `announce` and shows its messages briefly. They only repeat what is visible elsewhere, so they may disappear. */
export function AnnounceProvider({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState<Message>();
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const announce: Announce = useCallback((text, kind = 'done') => setMessage((before) => ({ text, kind, id: (before?.id ?? 0) + 1 })), []);
  useEffect(() => {
    if (!message) return undefined;
    const timer = setTimeout(() => setMessage(undefined), message.kind === 'error' ? 2 * DURATION_MS : DURATION_MS);
    return () => clearTimeout(timer);
  }, [message]);
  return (
    <AnnounceContext value={announce}>
      <MessageSlotContext value={setSlot}>{children}</MessageSlotContext>
      {slot ? createPortal(<Messages message={message} />, slot) : <Messages message={message} isAlone />}
    </AnnounceContext>
  );
}

/** Time in which screen readers notice a new live region. They read only what is added to it afterwards. */
const NOTICED_MS = 100;

/** Live region with the current message. Without a slot in the page it is at the bottom of the window. */
function Messages({ message, isAlone = false }: { readonly message: Message | undefined; readonly isAlone?: boolean }) {
  const [isNoticed, setNoticed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setNoticed(true), NOTICED_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={css.place} data-alone={isAlone} role="status" aria-live="polite">
      {message && isNoticed ? (
        <p key={message.id} className={css.message} data-kind={message.kind}>
          {message.text}
        </p>
      ) : null}
    </div>
  );
}
