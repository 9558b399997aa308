import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { act, configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, vi } from 'vitest';
import { Providers } from '../app/providers.tsx';
import { makeRouter } from '../app/router.tsx';

// what is fetched when first shown comes through the transformer here, which takes longer than the usual second on a busy machine
configure({ asyncUtilTimeout: 20_000 });

// rows are drawn only where there is room for them, and happy-dom gives nothing a size
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 720 });
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 1280 });
// happy-dom rejects animations that are cancelled, as browsers do, but nothing of them can be seen here; Fluent does without
Object.defineProperty(Element.prototype, 'animate', { configurable: true, value: undefined });

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

/** Renders the whole app as it would stand at that address, and gives the hand that uses it. */
export async function renderApp(url = '/?view=vnets') {
  const history = createMemoryHistory({ initialEntries: [url] });
  const view = await act(async () =>
    render(
      <Providers session={Promise.resolve(undefined)}>
        <RouterProvider router={makeRouter(history)} />
      </Providers>,
    ),
  );
  return { ...view, history, user: userEvent.setup() };
}
