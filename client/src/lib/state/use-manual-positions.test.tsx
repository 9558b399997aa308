import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { serveWorld } from '../../testing/world-server.ts';
import { useManualPositions } from './use-manual-positions.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** Opens two pages of one estate, which receive the serial of the server. */
async function openTwoPages() {
  const server = serveWorld('vnet a 10.0.0.0/16\n');
  const pages = [0, 1].map(() =>
    renderHook(({ serial }) => useManualPositions(serial), { initialProps: { serial: server.status.changes.serial } }),
  );
  const announceAll = () => {
    for (const { rerender } of pages) rerender({ serial: server.status.changes.serial });
  };
  const [mine, theirs] = pages.map(({ result }) => result);
  if (!mine || !theirs) throw new Error('two pages');
  await waitFor(() => expect([mine.current.isLoaded, theirs.current.isLoaded]).toEqual([true, true]));
  const stored = () => server.documents.get('positions');
  return { server, mine, theirs, announceAll, stored };
}

test('two users who move different VNets at the same time keep both moves, without a notice', async () => {
  const { mine, theirs, announceAll, stored } = await openTwoPages();
  act(() => {
    mine.current.move('none', 'a', { x: 1, y: 1 });
    theirs.current.move('none', 'b', { x: 2, y: 2 });
  });
  expect(mine.current.manual).toEqual({ none: { a: [1, 1] } });
  const both = { none: { a: [1, 1], b: [2, 2] } };
  await waitFor(() => expect(stored()?.value).toEqual(both));
  announceAll();
  await waitFor(() => expect([mine.current.manual, theirs.current.manual]).toEqual([both, both]));
  expect([mine.current.notice, theirs.current.notice]).toEqual([undefined, undefined]);
});

test('a move stays on the page while the move of another user arrives', async () => {
  const { mine, theirs, announceAll, stored } = await openTwoPages();
  act(() => theirs.current.move('none', 'b', { x: 2, y: 2 }));
  await waitFor(() => expect(stored()?.version).toBe(1));
  act(() => mine.current.move('none', 'a', { x: 1, y: 1 }));
  announceAll();
  expect(mine.current.manual).toMatchObject({ none: { a: [1, 1] } });
  await waitFor(() => expect(mine.current.manual).toEqual({ none: { a: [1, 1], b: [2, 2] } }));
  await waitFor(() => expect(stored()?.value).toEqual({ none: { a: [1, 1], b: [2, 2] } }));
});

test('a reset can be undone, and leaves other layouts and later moves of others alone', async () => {
  const { mine, theirs, announceAll, stored } = await openTwoPages();
  act(() => {
    mine.current.move('none', 'a', { x: 1, y: 1 });
    mine.current.move('region', 'a', { x: 3, y: 3 });
  });
  await waitFor(() => expect(stored()?.version).toBe(1));
  announceAll();
  act(() => mine.current.reset('none'));
  expect(mine.current.manual).toEqual({ region: { a: [3, 3] } });
  await waitFor(() => expect(stored()?.value).toEqual({ region: { a: [3, 3] } }));
  const { undoReset } = mine.current;
  act(() => theirs.current.move('none', 'b', { x: 2, y: 2 }));
  await waitFor(() => expect(stored()?.value).toEqual({ none: { b: [2, 2] }, region: { a: [3, 3] } }));
  act(() => undoReset?.());
  await waitFor(() => expect(stored()?.value).toEqual({ none: { a: [1, 1], b: [2, 2] }, region: { a: [3, 3] } }));
  announceAll();
  await waitFor(() => expect(theirs.current.manual).toEqual(mine.current.manual));
});

test('a move that could not be saved is sent with the next one', async () => {
  const { server, mine, stored } = await openTwoPages();
  server.answer('/api/positions', 500, { title: 'The disk is full', status: 500, code: 'internal' });
  act(() => mine.current.move('none', 'a', { x: 1, y: 1 }));
  await waitFor(() => expect(mine.current.notice?.title).toContain('The disk is full'));
  server.resume('/api/positions');
  act(() => mine.current.move('none', 'b', { x: 2, y: 2 }));
  await waitFor(() => expect(stored()?.value).toEqual({ none: { a: [1, 1], b: [2, 2] } }));
  await waitFor(() => expect(mine.current.notice).toBeUndefined());
});
