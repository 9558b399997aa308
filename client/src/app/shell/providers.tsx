import { FluentProvider } from '@fluentui/react-components';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, Suspense, use, useLayoutEffect, useState } from 'react';
import { lookVariables, type ThemeName } from '../../lib/format/looks.ts';
import type { SessionOutcome } from '../../lib/server/session.ts';
import { useThemeChoice } from '../../lib/state/theme-choice.ts';
import { Boot } from './boot.tsx';
import { SessionRefused, ThemeContext } from './contexts.ts';
import css from './providers.module.css';
import { SayProvider } from './say-provider.tsx';
import { themes } from './theme.ts';

/** Calls are not repeated by the query client: the server retries Azure itself, and the event stream says when to ask again. */
const makeQueryClient = () => new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } } });

export function Providers({ session, children }: { session: Promise<SessionOutcome>; children: ReactNode }) {
  const [client] = useState(makeQueryClient);
  const [theme, setTheme] = useThemeChoice();
  useLookColours(theme);
  return (
    <FluentProvider theme={themes[theme]} className={css.provider}>
      <div className={css.root}>
        <ThemeContext value={{ theme, setTheme }}>
          <QueryClientProvider client={client}>
            <Suspense fallback={<Boot />}>
              <SayProvider>
                <AfterSession session={session}>{children}</AfterSession>
              </SayProvider>
            </Suspense>
          </QueryClientProvider>
        </ThemeContext>
      </div>
    </FluentProvider>
  );
}

/** Puts the colours of looks on the whole document: dialogs and menus stand outside of the root. */
function useLookColours(theme: ThemeName): void {
  useLayoutEffect(() => {
    for (const [name, colour] of Object.entries(lookVariables(theme))) document.documentElement.style.setProperty(name, colour);
  }, [theme]);
}

/** Holds back every call until the one-time code, if there is one, has become a cookie. */
function AfterSession({ session, children }: { session: Promise<SessionOutcome>; children: ReactNode }) {
  return <SessionRefused value={use(session)}>{children}</SessionRefused>;
}
