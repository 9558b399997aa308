import { FluentProvider } from '@fluentui/react-components';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, Suspense, use, useLayoutEffect, useState } from 'react';
import { statusColourVariables } from '../../lib/format/half-status-display.ts';
import type { ThemeName } from '../../lib/format/half-status-styles.ts';
import type { SessionOutcome } from '../../lib/server/session.ts';
import { useTheme } from '../../lib/state/use-theme.ts';
import { AnnounceProvider } from './announce-provider.tsx';
import { Boot } from './boot.tsx';
import { SessionProblemContext, ThemeContext } from './contexts.ts';
import css from './providers.module.css';
import { themes } from './theme.ts';

/** Creates the query client. It never retries: the server retries Azure itself, and the event stream triggers refetches. */
const createQueryClient = () => new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } } });

/** Provides theme, query client, announcements and session to the app. */
export function Providers({ session, children }: { session: Promise<SessionOutcome>; children: ReactNode }) {
  const [client] = useState(createQueryClient);
  const [theme, setTheme] = useTheme();
  useStatusColours(theme);
  return (
    <FluentProvider theme={themes[theme]} className={css.provider}>
      <div className={css.root}>
        <ThemeContext value={{ theme, setTheme }}>
          <QueryClientProvider client={client}>
            <Suspense fallback={<Boot />}>
              <AnnounceProvider>
                <SessionGate session={session}>{children}</SessionGate>
              </AnnounceProvider>
            </Suspense>
          </QueryClientProvider>
        </ThemeContext>
      </div>
    </FluentProvider>
  );
}

/** Sets the status colours on the document element, because dialogs and menus render outside of the root. */
function useStatusColours(theme: ThemeName): void {
  useLayoutEffect(() => {
    for (const [name, colour] of Object.entries(statusColourVariables(theme))) document.documentElement.style.setProperty(name, colour);
  }, [theme]);
}

/** Suspends until the one-time code, if any, has been exchanged for a cookie, so that no call is sent before. */
function SessionGate({ session, children }: { session: Promise<SessionOutcome>; children: ReactNode }) {
  return <SessionProblemContext value={use(session)}>{children}</SessionProblemContext>;
}
