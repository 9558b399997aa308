import { type ReactNode, useCallback, useEffect, useState } from 'react';
import css from './announce-provider.module.css';
import { type Announce, AnnounceContext } from './use-announce.ts';

interface Message {
  readonly text: string;
  readonly kind: 'done' | 'error';
  readonly id: number;
}

const DURATION_MS = 4000;

/** Provides `announce` and shows its messages briefly. They only repeat what is visible elsewhere, so they may disappear. */
export function AnnounceProvider({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState<Message>();
  const announce: Announce = useCallback((text, kind = 'done') => setMessage((before) => ({ text, kind, id: (before?.id ?? 0) + 1 })), []);
  useEffect(() => {
    if (!message) return undefined;
    const timer = setTimeout(() => setMessage(undefined), message.kind === 'error' ? 2 * DURATION_MS : DURATION_MS);
    return () => clearTimeout(timer);
  }, [message]);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className={css.place} role="status" aria-live="polite">
        {message ? (
          <p key={message.id} className={css.message} data-kind={message.kind}>
            {message.text}
          </p>
        ) : null}
      </div>
    </AnnounceContext>
  );
}
