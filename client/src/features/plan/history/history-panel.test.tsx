import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { applyOf, createPlanDocument, world } from '../testing/plans.ts';
import { refusal, show, stubResponses } from '../testing/show.tsx';
import { HistoryPanel } from './history-panel.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const { topology, key } = world('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\n');
const plan = createPlanDocument(topology, [{ kind: 'connect', a: key('hub'), b: key('a') }]);
const done = applyOf(plan, 'succeeded', { state: 'done', done: 2, ended: 2, secondsLeft: null, undoneBy: 'apply-2' });
const undo = { ...done, id: 'apply-2', kind: 'undo', undoes: 'apply-1', undoneBy: null, title: 'Undo changes to a – hub' };
const idle = { mode: 'allowed', serial: 1, running: [] as string[] } as const;

test('lists who applied what and when, the result and what was undone, and opens each apply', async () => {
  stubResponses({ '/api/applies': [{ body: { applies: [undo, done] } }] });
  const onOpenApply = vi.fn();
  const { user } = show(<HistoryPanel changes={idle} onOpenApply={onOpenApply} onClose={vi.fn()} />);
  const [first, second] = await screen.findAllByRole('listitem');
  expect(first?.textContent).toMatch(
    /^Succeeded2026-11-22 \d\d:42:07 \(.*ago.*Undo changes to a – hub \(2 to create\)By ada · 2 of 2 done$/,
  );
  expect(second?.textContent).toMatch(/Connect a and hub \(2 to create\)By ada · 2 of 2 done · undone$/);
  await user.click(screen.getByRole('button', { name: /· undone/ }));
  expect(onOpenApply).toHaveBeenCalledWith('apply-1');
});

test('explains an empty history', async () => {
  stubResponses({ '/api/applies': [{ body: { applies: [] } }] });
  show(<HistoryPanel changes={idle} onOpenApply={vi.fn()} onClose={vi.fn()} />);
  expect(await screen.findByText(/^No deployments yet\./)).toBeTruthy();
});

test('shows why the history cannot be read, and retries', async () => {
  stubResponses({ '/api/applies': [refusal(503, 'store', 'The journal cannot be read'), { body: { applies: [] } }] });
  const { user } = show(<HistoryPanel changes={idle} onOpenApply={vi.fn()} onClose={vi.fn()} />);
  expect(await screen.findByText('The journal cannot be read')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await screen.findByText(/^No deployments yet/)).toBeTruthy();
});
