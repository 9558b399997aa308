import type { ApplyDocument, Status } from '@peerscape/shared/api';
import { peeringKey } from '@peerscape/shared/topology';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, test } from 'vitest';
import { applyOf, createPlanDocument, world } from '../../features/plan/testing/plans.ts';
import { applyQuery } from '../../lib/server/change-queries.ts';
import { useApplyProgress, usePeeringsBeingWritten } from './use-apply-progress.ts';

afterEach(cleanup);

const { topology, key } = world('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\n');
const readAt = '2026-11-22T10:43:00.000Z';
const applyTo = (spoke: string) =>
  applyOf(createPlanDocument(topology, [{ kind: 'connect', a: key('hub'), b: key(spoke) }]), 'running', { id: spoke });
const peeringOf = (spoke: string) => peeringKey(key('hub'), key(spoke));
const halvesOf = (spoke: string) => [`${key('hub')}>${key(spoke)}`, `${key(spoke)}>${key('hub')}`];

/** Returns what the page shows of loaded applies, which of them run, and which one is open. */
function shown(applies: readonly ApplyDocument[], running: readonly string[], apply = '') {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  for (const one of applies) client.setQueryData(applyQuery(one.id).queryKey, one);
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>;
  const estate = { readAt, status: { changes: { mode: 'allowed', serial: 1, running: [...running] } } as unknown as Status };
  const { result } = renderHook(
    () => ({ writing: usePeeringsBeingWritten({ apply }, estate), progress: useApplyProgress({ apply }, estate) }),
    { wrapper },
  );
  return { writing: [...result.current.writing].sort(), halves: result.current.progress && [...result.current.progress.keys()].sort() };
}

test('all applies that run count as being written, and show their progress', () => {
  expect(shown([applyTo('a'), applyTo('b')], ['a', 'b'])).toEqual({
    writing: [peeringOf('a'), peeringOf('b')].sort(),
    halves: [...halvesOf('a'), ...halvesOf('b')].sort(),
  });
});

test('an open apply shows its own progress only, while those that run still count as being written', () => {
  expect(shown([applyTo('a'), applyTo('b')], ['a'], 'b')).toEqual({
    writing: [peeringOf('a'), peeringOf('b')].sort(),
    halves: halvesOf('b').sort(),
  });
});

test('without an apply nothing is being written, and there is no progress', () => {
  expect(shown([], [])).toEqual({ writing: [], halves: undefined });
});
