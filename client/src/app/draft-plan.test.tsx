import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { renderApp } from '../testing/render-app.tsx';
import { serveWorld, type WorldServer } from '../testing/world-server.ts';

afterEach(cleanup);

const PEERED = 'vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16\nvnet lone 10.2.0.0/16\nhub <-> spoke';

/** Records the body of each plan request with the version that the server has stored at that moment. */
function recordPlanRequests(server: WorldServer) {
  const requests: { readonly body: unknown; readonly stored: number | undefined }[] = [];
  const originalFetch = globalThis.fetch;
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    if (url === '/api/plans') requests.push({ body: JSON.parse(String(init?.body)), stored: server.documents.get('draft')?.version });
    return originalFetch(url, init);
  });
  return requests;
}

/** Delays the storing of drafts until `release` is called. */
function delaySaves() {
  const originalFetch = globalThis.fetch;
  let release = () => {};
  let delayed = 0;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    if (url === '/api/kept' && init?.method === 'POST') {
      delayed += 1;
      await released;
    }
    return originalFetch(url, init);
  });
  return { count: () => delayed, release: () => act(async () => release()) };
}

/** Drafts the deletion of the peering and opens the plan at once. */
async function deleteAndReview() {
  const app = await renderApp('/?view=peerings');
  await app.user.click(await screen.findByRole('row', { name: /hub.*spoke/ }));
  await app.user.keyboard('{Delete}');
  await app.user.click(await screen.findByRole('button', { name: 'Review plan' }));
  return app;
}

const changeAsOther = (server: WorldServer, intents: readonly unknown[]) => {
  const before = server.documents.get('draft');
  if (before) server.documents.set('draft', { ...before, version: before.version + 1, value: { intents } });
};

const announce = (server: WorldServer) => {
  server.status = { ...server.status, changes: { ...server.status.changes, serial: server.status.changes.serial + 1 } };
  act(() => server.push());
};

test('a plan is requested only once the server has stored the draft', async () => {
  const server = serveWorld(PEERED);
  const requests = recordPlanRequests(server);
  const saves = delaySaves();
  await deleteAndReview();
  expect(await screen.findByRole('heading', { name: 'Creating plan…' })).toBeTruthy();
  await waitFor(() => expect(saves.count()).toBe(1));
  expect(requests).toEqual([]);
  await saves.release();
  expect(await screen.findByRole('heading', { name: 'Delete hub – spoke (2 to delete)' })).toBeTruthy();
  expect(requests).toEqual([{ body: { draft: 1 }, stored: 1 }]);
});

test('a plan is created again when another user changes the draft, and cannot be applied until that is accepted', async () => {
  const server = serveWorld(PEERED);
  const requests = recordPlanRequests(server);
  const { user } = await deleteAndReview();
  await screen.findByRole('heading', { name: /2 to delete/ });
  const [hub, lone] = ['hub', 'lone'].map((name) => server.snapshot.rows.vnets.find(({ id }) => id.endsWith(`/${name}`))?.id.toLowerCase());
  changeAsOther(server, [{ kind: 'connect', a: hub, b: lone }]);
  announce(server);
  expect(await screen.findByRole('heading', { name: 'Connect hub and lone (2 to create)' })).toBeTruthy();
  expect(requests.map(({ body }) => body)).toEqual([{ draft: 1 }, { draft: 2 }]);
  expect(screen.getByText('The draft was changed in another session')).toBeTruthy();
  const isDisabled = () => screen.getByRole('button', { name: 'Apply 2 steps' }).hasAttribute('disabled');
  expect(isDisabled()).toBe(true);
  announce(server);
  expect(isDisabled()).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Use this plan' }));
  expect(isDisabled()).toBe(false);
  expect(screen.queryByText('The draft was changed in another session')).toBeNull();
});

test('a page that has not heard of a change of the draft loads it when the user retries', async () => {
  const server = serveWorld(PEERED);
  const requests = recordPlanRequests(server);
  const { user } = await deleteAndReview();
  await screen.findByRole('heading', { name: /2 to delete/ });
  await user.keyboard('{Escape}');
  changeAsOther(server, []);
  await user.click(await screen.findByRole('button', { name: 'Review plan' }));
  expect(await screen.findByText('The draft has changed')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Apply/ })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await screen.findByRole('heading', { name: 'The draft is empty' })).toBeTruthy();
  expect(requests).toEqual([
    { body: { draft: 1 }, stored: 1 },
    { body: { draft: 1 }, stored: 2 },
  ]);
});

test('a draft that cannot be saved is not planned, and can be saved again', async () => {
  const server = serveWorld(PEERED);
  const requests = recordPlanRequests(server);
  const { user } = await renderApp('/?view=peerings');
  await user.click(await screen.findByRole('row', { name: /hub.*spoke/ }));
  server.answer('/api/kept', 500, { title: 'The disk is full', status: 500, code: 'internal' });
  await user.keyboard('{Delete}');
  await user.click(await screen.findByRole('button', { name: 'Review plan' }));
  expect(await screen.findByRole('heading', { name: 'The plan could not be created' })).toBeTruthy();
  expect(requests).toEqual([]);
  server.resume('/api/kept');
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await screen.findByRole('heading', { name: /2 to delete/ })).toBeTruthy();
});
