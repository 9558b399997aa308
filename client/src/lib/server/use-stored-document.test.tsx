import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { serveWorld, type WorldServer } from '../../testing/world-server.ts';
import { useStoredDocument } from './use-stored-document.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** Starts a server on which `ann` has saved positions, and opens a page that has loaded them. */
async function openPage() {
  const server = serveWorld('vnet a 10.0.0.0/16\n');
  saveAsOther(server, 'first');
  const loaded: unknown[] = [];
  const { result, rerender } = renderHook(({ serial }) => useStoredDocument('positions', serial, (value) => loaded.push(value)), {
    initialProps: { serial: 0 },
  });
  await waitFor(() => expect(result.current.isLoaded).toBe(true));
  let serial = 0;
  const announceChange = () => rerender({ serial: ++serial });
  return { server, loaded, result, announceChange };
}

/** Saves a value as another user. */
function saveAsOther(server: WorldServer, value: unknown) {
  const version = (server.documents.get('positions')?.version ?? 0) + 1;
  server.documents.set('positions', { name: 'positions', version, value, by: 'ann', at: null });
}

const storedValue = (server: WorldServer) => server.documents.get('positions')?.value;

/** Delays the responses to all further requests of one method until the returned function is called. */
function delayResponses(method: 'GET' | 'POST') {
  const originalFetch = globalThis.fetch;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    const response = await originalFetch(url, init);
    if (init?.method === method) await released;
    return response;
  });
  return () => act(async () => release());
}

test('a local change never overwrites a newer version that is being loaded, and the loss is reported', async () => {
  const { server, loaded, result, announceChange } = await openPage();
  saveAsOther(server, 'theirs');
  const release = delayResponses('GET');
  announceChange();
  act(() => result.current.save('mine'));
  await release();
  await waitFor(() => expect(loaded.at(-1)).toBe('theirs'));
  await waitFor(() => expect(result.current.notice?.code).toBe('KeptMeanwhile'));
  act(() => void window.dispatchEvent(new Event('pagehide')));
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
  expect(storedValue(server)).toBe('theirs');
});

test('a response from before a save does not undo the save', async () => {
  const { server, loaded, result, announceChange } = await openPage();
  const release = delayResponses('GET');
  announceChange();
  act(() => result.current.save('mine'));
  await waitFor(() => expect(storedValue(server)).toBe('mine'));
  await release();
  act(() => result.current.save('mine again'));
  await waitFor(() => expect(storedValue(server)).toBe('mine again'));
  expect(loaded).toEqual(['first']);
});

test('a change by another user during a save is loaded after the save', async () => {
  const { server, loaded, result, announceChange } = await openPage();
  const release = delayResponses('POST');
  act(() => result.current.save('mine'));
  await waitFor(() => expect(storedValue(server)).toBe('mine'));
  saveAsOther(server, 'theirs');
  announceChange();
  await release();
  await waitFor(() => expect(loaded).toEqual(['first', 'theirs']));
});

test('a lost change stays reported until the next successful save', async () => {
  const { server, loaded, result, announceChange } = await openPage();
  saveAsOther(server, 'theirs');
  act(() => result.current.save('mine'));
  await waitFor(() => expect(result.current.notice?.code).toBe('KeptMeanwhile'));
  expect(loaded.at(-1)).toBe('theirs');
  announceChange();
  saveAsOther(server, 'theirs again');
  announceChange();
  await waitFor(() => expect(loaded.at(-1)).toBe('theirs again'));
  expect(result.current.notice?.code).toBe('KeptMeanwhile');
  act(() => result.current.save('mine again'));
  await waitFor(() => expect(storedValue(server)).toBe('mine again'));
  await waitFor(() => expect(result.current.notice).toBeUndefined());
});
