import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { act, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { onTestFinished, vi } from 'vitest';
import { Providers } from '../app/shell/providers.tsx';
import { createAppRouter } from '../app/shell/router.tsx';

/** Renders the whole app at a URL. Returns it with its history and a simulated user. */
export async function renderApp(url = '/?view=vnets') {
  onTestFinished(() => {
    vi.unstubAllGlobals();
    localStorage.clear();
  });
  const history = createMemoryHistory({ initialEntries: [url] });
  const view = await act(async () =>
    render(
      <Providers session={Promise.resolve(undefined)}>
        <RouterProvider router={createAppRouter(history)} />
      </Providers>,
    ),
  );
  return { ...view, history, user: userEvent.setup() };
}
