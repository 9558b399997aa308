import { use, useEffect } from 'react';
import { useEstate } from '../../lib/server/use-estate.ts';
import { DraftProvider } from '../../lib/state/use-draft.tsx';
import { ItemMenuProvider } from '../../lib/state/use-item-menu.tsx';
import { useUrlState } from '../../lib/state/use-url-state.ts';
import { fetchMap } from '../lazy.ts';
import { SessionProblemContext } from './contexts.ts';
import { Shell } from './shell.tsx';
import { LoadErrorScreen, LoadingScreen, SignInScreen } from './status-screens.tsx';

/** Renders the page: the shell once there is a snapshot, and otherwise a loading, error or sign-in screen. */
export function Workspace() {
  const sessionProblem = use(SessionProblemContext);
  const estate = useEstate();
  const [{ view }] = useUrlState();
  useEffect(() => {
    // Ignore errors here: the lazy import of the map tries again and reports them.
    if (view === 'map') fetchMap().catch(() => undefined);
  }, [view]);
  switch (estate.kind) {
    case 'signed-out':
      return <SignInScreen problem={sessionProblem} />;
    case 'failed':
      return <LoadErrorScreen problem={estate.problem} />;
    case 'loading':
      return <LoadingScreen status={estate.status} />;
    case 'ready':
      return (
        <DraftProvider key={estate.snapshot.source.name} topology={estate.topology} serial={estate.status.changes.serial}>
          <ItemMenuProvider>
            <Shell estate={estate} />
          </ItemMenuProvider>
        </DraftProvider>
      );
  }
}
