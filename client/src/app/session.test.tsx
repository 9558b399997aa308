import { api } from '@peerscape/shared/api';
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { writeSessionKey } from '../lib/server/session-key.ts';
import { renderApp } from '../testing/render-app.tsx';
import { serveWorld } from '../testing/world-server.ts';

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

const pair = 'vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16\nhub -> spoke Initiated';

/** Serves an estate to browsers with a session, and renders the page in one. */
async function start(url?: string) {
  writeSessionKey('k1');
  const server = serveWorld(pair);
  server.session = 'k1';
  server.status = { ...server.status, hasSession: true };
  const replaceSession = (key: string) => {
    server.session = key;
    server.cut();
  };
  return { server, replaceSession, ...(await renderApp(url)) };
}

/** Delays each response, so that the page also renders what it shows until then. */
function delayResponses() {
  const respond = fetch;
  vi.stubGlobal('fetch', async (...request: Parameters<typeof fetch>) => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    return respond(...request);
  });
}

const draft = ({ documents }: ReturnType<typeof serveWorld>) =>
  documents.get('draft')?.value as { intents: readonly unknown[] } | undefined;

test('when the session ends the page asks for a sign-in, and continues after one in another tab with what was not saved', async () => {
  const { server, replaceSession, user } = await start('/?view=peerings');
  await user.click(await screen.findByRole('row', { name: /hub.*spoke/ }));
  const repair = await screen.findByRole('button', { name: 'Repair' });
  delayResponses();
  replaceSession('k2');
  await user.click(repair);
  expect(await screen.findByText('Your session has ended')).toBeTruthy();
  expect(screen.queryByText(/^Offline since/)).toBeNull();
  expect(screen.queryByText('Reconnected.')).toBeNull();
  expect(draft(server)).toBeUndefined();
  act(() => writeSessionKey('k2'));
  await waitFor(() => expect(screen.queryByText('Your session has ended')).toBeNull());
  await waitFor(() => expect(draft(server)?.intents).toHaveLength(1));
  expect(screen.getByRole('row', { name: /hub.*spoke/ })).toBeTruthy();
  expect(server.calls.at(-1)?.headers.get('x-peerscape-session')).toBe('k2');
});

test('the page asks for a sign-in, too, if the snapshot could not be read before the session ended', async () => {
  const { server, replaceSession } = await start();
  await screen.findByRole('row', { name: /hub/ });
  server.answer('/api/snapshot', 503, { title: 'The snapshot cannot be read', status: 503, code: 'Unavailable' });
  server.readAgain(pair);
  await screen.findByText('The snapshot cannot be read');
  replaceSession('k2');
  expect(await screen.findByText('Your session has ended')).toBeTruthy();
});

test('a change that is rejected only after the next sign-in is saved all the same', async () => {
  const { server, replaceSession, user } = await start('/?view=peerings');
  await user.click(await screen.findByRole('row', { name: /hub.*spoke/ }));
  const repair = await screen.findByRole('button', { name: 'Repair' });
  const respond = fetch;
  let release: (() => void) | undefined;
  vi.stubGlobal('fetch', async (...request: Parameters<typeof fetch>) => {
    const response = await respond(...request);
    const isSave = String(request[0]).includes(api.putStoredDocument.path) && request[1]?.method === api.putStoredDocument.method;
    if (isSave && !release)
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    return response;
  });
  replaceSession('k2');
  await user.click(repair);
  await screen.findByText('Your session has ended');
  await waitFor(() => expect(release).toBeDefined());
  act(() => writeSessionKey('k2'));
  await waitFor(() => expect(screen.queryByText('Your session has ended')).toBeNull());
  expect(draft(server)).toBeUndefined();
  release?.();
  await waitFor(() => expect(draft(server)?.intents).toHaveLength(1));
});

test('the page that asks for a sign-in does not blink when it asks the server again', async () => {
  const server = serveWorld(pair);
  server.session = 'k1';
  delayResponses();
  const { container } = await renderApp();
  await screen.findByRole('heading', { name: 'Open the sign-in link from the terminal' });
  const seen = new Set<string | null>();
  const observer = new MutationObserver(() => seen.add(container.textContent));
  observer.observe(container, { childList: true, subtree: true, characterData: true });
  const requests = () => server.calls.filter(({ url }) => url === '/api/status').length;
  const before = requests();
  await waitFor(() => expect(requests()).toBeGreaterThan(before + 1), { timeout: 30_000 });
  observer.disconnect();
  expect([...seen].filter((text) => text?.includes('Loading'))).toEqual([]);
});

test('signing out ends the session and removes the estate from the page', async () => {
  const { server, user } = await start();
  await screen.findByRole('row', { name: /hub/ });
  sessionStorage.setItem('peerscape.picked.test', '["a"]');
  await user.click(screen.getByRole('button', { name: 'Sign out' }));
  expect(await screen.findByRole('heading', { name: 'Open the sign-in link from the terminal' })).toBeTruthy();
  expect(server.session).toBe('none');
  expect(document.body.textContent).not.toContain('hub');
  expect([localStorage.getItem('peerscape.session'), sessionStorage.length]).toEqual([null, 0]);
});

test('signing out in another tab removes the estate here, too', async () => {
  const { replaceSession } = await start();
  await screen.findByRole('row', { name: /hub/ });
  replaceSession('none');
  act(() => {
    localStorage.removeItem('peerscape.session');
    window.dispatchEvent(new StorageEvent('storage', { key: 'peerscape.session' }));
  });
  expect(await screen.findByRole('heading', { name: 'Open the sign-in link from the terminal' })).toBeTruthy();
  expect(document.body.textContent).not.toContain('hub');
});

test('a server without sessions offers no sign-out', async () => {
  serveWorld(pair);
  await renderApp();
  await screen.findByRole('row', { name: /hub/ });
  expect(screen.queryByRole('button', { name: 'Sign out' })).toBeNull();
});
