import { FluentProvider } from '@fluentui/react-components';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type CSSProperties, type ReactNode, Suspense, use, useState } from 'react';
import { lookVariables } from '../lib/looks.ts';
import type { SessionOutcome } from '../lib/session.ts';
import { useThemeChoice } from '../lib/theme-choice.ts';
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
  return (
    <FluentProvider theme={themes[theme]} className={css.root} style={lookVariables(theme) as CSSProperties}>
      <ThemeContext value={{ theme, setTheme }}>
        <QueryClientProvider client={client}>
          <Suspense fallback={<Boot />}>
            <SayProvider>
              <AfterSession session={session}>{children}</AfterSession>
            </SayProvider>
          </Suspense>
        </QueryClientProvider>
      </ThemeContext>
    </FluentProvider>
  );
}

/** Holds back every call until the one-time code, if there is one, has become a cookie. */
function AfterSession({ session, children }: { session: Promise<SessionOutcome>; children: ReactNode }) {
  return <SessionRefused value={use(session)}>{children}</SessionRefused>;
}
