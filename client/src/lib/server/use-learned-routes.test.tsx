import { createProblem, MAX_LEARNED_SOURCES } from '@peerscape/shared/api';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { useLearnedRoutes } from './use-learned-routes.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const ID = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworkGateways/gw';
const READ = { id: ID, readAt: '2026-11-22T10:43:00.000Z', peers: [], replies: [{ id: ID, routes: [] }], problem: null };

function start() {
  const bodies: unknown[] = [];
  let reply: object = READ;
  vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
    bodies.push(JSON.parse(String(body)));
    return Response.json({ readings: [reply] });
  });
  const client = new QueryClient();
  const { result } = renderHook(() => useLearnedRoutes(true, 1), {
    wrapper: ({ children }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
  });
  const answerWith = (next: object) => {
    reply = next;
  };
  return { client, result, bodies, answerWith };
}

test('a reading is stored until the page is signed out', async () => {
  const { client, result } = start();
  act(() => result.current.read([ID]));
  await waitFor(() => expect([...result.current.readings.values()]).toEqual([{ ...READ, revision: 1 }]));
  await act(() => client.invalidateQueries());
  expect(result.current.readings.size).toBe(1);
  await act(() => client.resetQueries());
  await waitFor(() => expect(result.current.readings.size).toBe(0));
});

test('a failed reading leaves the earlier one, and its problem is reported', async () => {
  const { result, answerWith } = start();
  act(() => result.current.read([ID]));
  await waitFor(() => expect(result.current.readings.size).toBe(1));
  const problem = createProblem('azure-timeout');
  answerWith({ ...READ, readAt: '2026-11-22T11:00:00.000Z', replies: [], problem });
  act(() => result.current.read([ID]));
  await waitFor(() => expect(result.current.problems).toEqual([{ id: ID, problem }]));
  expect([...result.current.readings.values()].map(({ readAt }) => readAt)).toEqual([READ.readAt]);
});

test('no more are requested at a time than the server accepts', async () => {
  const { result, bodies } = start();
  act(() => result.current.read(Array.from({ length: 20 }, (_, i) => `${ID}${i}`)));
  await waitFor(() => expect(bodies).toHaveLength(1));
  expect((bodies[0] as { readonly ids: readonly string[] }).ids).toHaveLength(MAX_LEARNED_SOURCES);
});
