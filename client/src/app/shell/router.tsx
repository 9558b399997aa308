import { createRootRoute, createRoute, createRouter, Outlet, type RouterHistory, stripSearchParams } from '@tanstack/react-router';
import { formatSearchParams, parseSearchParams, URL_DEFAULTS, UrlState } from '../../lib/state/url-state.ts';
import { Screen } from '../../ui/screen.tsx';
import { Boot } from './boot.tsx';
import { Workspace } from './workspace.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });

function NotFoundPage() {
  return (
    <Screen title="Page not found">
      <p>
        Peerscape has only one page. <a href="/">Open the map</a>
      </p>
    </Screen>
  );
}

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: UrlState,
  search: { middlewares: [stripSearchParams(URL_DEFAULTS)] },
  component: Workspace,
});

/** Creates the router of the app; tests pass their own history. */
export const createAppRouter = (history?: RouterHistory) =>
  createRouter({
    routeTree: root.addChildren([home]),
    parseSearch: parseSearchParams,
    stringifySearch: formatSearchParams,
    defaultPendingComponent: Boot,
    ...(history ? { history } : {}),
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
