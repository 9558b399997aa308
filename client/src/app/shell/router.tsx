import { createRootRoute, createRoute, createRouter, Outlet, type RouterHistory, stripSearchParams } from '@tanstack/react-router';
import { formatSearchParams, parseSearchParams, URL_DEFAULTS, UrlState } from '../../lib/state/url-state.ts';
import { Boot } from './boot.tsx';
import { NoSuchPage } from './no-such-page.tsx';
import { Workspace } from './workspace.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NoSuchPage });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: UrlState,
  search: { middlewares: [stripSearchParams(URL_DEFAULTS)] },
  component: Workspace,
});

/** The router of the app; a test passes a history of its own. */
export const makeRouter = (history?: RouterHistory) =>
  createRouter({
    routeTree: root.addChildren([home]),
    parseSearch: parseSearchParams,
    stringifySearch: formatSearchParams,
    defaultPendingComponent: Boot,
    ...(history ? { history } : {}),
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
