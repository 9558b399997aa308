import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { type Say, SayContext } from './announcements.ts';
import css from './say-provider.module.css';

interface Said {
  readonly text: string;
  readonly kind: 'done' | 'error';
  readonly number: number;
}

const STAYS = 4000;

/** The one place where short messages appear. They say nothing that cannot be seen elsewhere, so they may vanish. */
export function SayProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<Said>();
  const say: Say = useCallback((text, kind = 'done') => setSaid((before) => ({ text, kind, number: (before?.number ?? 0) + 1 })), []);
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => setSaid(undefined), said.kind === 'error' ? 2 * STAYS : STAYS);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <SayContext value={say}>
      {children}
      <div className={css.place} role="status" aria-live="polite">
        {said ? (
          <p key={said.number} className={css.said} data-kind={said.kind}>
            {said.text}
          </p>
        ) : null}
      </div>
    </SayContext>
  );
}
