import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { serveWorld, type WorldServer } from '../../testing/world-server.ts';
import { useKeptDocument } from './use-kept-document.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** A server that keeps positions as they are given, and a page that has read what `ann` kept first. */
async function openPage() {
  const server = serveWorld('vnet a 10.0.0.0/16\n');
  keepAs(server, 'first');
  const seen: unknown[] = [];
  const { result, rerender } = renderHook(({ serial }) => useKeptDocument('positions', serial, (value) => seen.push(value)), {
    initialProps: { serial: 0 },
  });
  await waitFor(() => expect(result.current.isRead).toBe(true));
  let serial = 0;
  const hearOfChanges = () => rerender({ serial: ++serial });
  return { server, seen, result, hearOfChanges };
}

/** Keeps that as somebody else would. */
function keepAs(server: WorldServer, value: unknown) {
  const version = (server.kept.get('positions')?.version ?? 0) + 1;
  server.kept.set('positions', { name: 'positions', version, value, by: 'ann', at: null });
}

const keptValue = (server: WorldServer) => server.kept.get('positions')?.value;

/** Holds back the answers to what is asked from now on, as they were given by then, until they are let go. */
function holdAnswers(method: 'GET' | 'POST') {
  const answer = globalThis.fetch;
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    const response = await answer(url, init);
    if (init?.method === method) await held;
    return response;
  });
  return () => act(async () => letGo());
}

test('what was changed here while it was read that somebody else was quicker is not kept over theirs, and that is told', async () => {
  const { server, seen, result, hearOfChanges } = await openPage();
  keepAs(server, 'theirs');
  const letGo = holdAnswers('GET');
  hearOfChanges();
  act(() => result.current.save('mine'));
  await letGo();
  await waitFor(() => expect(seen.at(-1)).toBe('theirs'));
  await waitFor(() => expect(result.current.notice?.code).toBe('KeptMeanwhile'));
  act(() => void window.dispatchEvent(new Event('pagehide')));
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
  expect(keptValue(server)).toBe('theirs');
});

test('an answer from before the own change was kept does not undo it', async () => {
  const { server, seen, result, hearOfChanges } = await openPage();
  const letGo = holdAnswers('GET');
  hearOfChanges();
  act(() => result.current.save('mine'));
  await waitFor(() => expect(keptValue(server)).toBe('mine'));
  await letGo();
  act(() => result.current.save('mine again'));
  await waitFor(() => expect(keptValue(server)).toBe('mine again'));
  expect(seen).toEqual(['first']);
});

test('what somebody else keeps while the own change is under way is shown once that is kept', async () => {
  const { server, seen, result, hearOfChanges } = await openPage();
  const letGo = holdAnswers('POST');
  act(() => result.current.save('mine'));
  await waitFor(() => expect(keptValue(server)).toBe('mine'));
  keepAs(server, 'theirs');
  hearOfChanges();
  await letGo();
  await waitFor(() => expect(seen).toEqual(['first', 'theirs']));
});

test('that the last change was lost stays told while others go on, until something is kept again', async () => {
  const { server, seen, result, hearOfChanges } = await openPage();
  keepAs(server, 'theirs');
  act(() => result.current.save('mine'));
  await waitFor(() => expect(result.current.notice?.code).toBe('KeptMeanwhile'));
  expect(seen.at(-1)).toBe('theirs');
  hearOfChanges();
  keepAs(server, 'theirs again');
  hearOfChanges();
  await waitFor(() => expect(seen.at(-1)).toBe('theirs again'));
  expect(result.current.notice?.code).toBe('KeptMeanwhile');
  act(() => result.current.save('mine again'));
  await waitFor(() => expect(keptValue(server)).toBe('mine again'));
  await waitFor(() => expect(result.current.notice).toBeUndefined());
});
