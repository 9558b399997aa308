import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { applyOf, planOn, world } from '../testing/plans.ts';
import { answerWith, refusal, show } from '../testing/show.tsx';
import { HistoryPanel } from './history-panel.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const { topology, key } = world('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\n');
const plan = planOn(topology, [{ kind: 'connect', a: key('hub'), b: key('a') }]);
const done = applyOf(plan, 'succeeded', { state: 'done', done: 2, ended: 2, secondsLeft: null, undoneBy: 'apply-2' });
const undo = { ...done, id: 'apply-2', kind: 'undo', undoes: 'apply-1', undoneBy: null };
const idle = { mode: 'allowed', serial: 1, running: [] as string[] } as const;

test('the history says who did what when, how it ended and what was taken back, and leads to each apply', async () => {
  answerWith({ '/api/applies': [{ body: { applies: [undo, done] } }] });
  const onOpenApply = vi.fn();
  const { user } = show(<HistoryPanel changes={idle} onOpenApply={onOpenApply} onClose={vi.fn()} />);
  const [first, second] = await screen.findAllByRole('listitem');
  expect(first?.textContent).toMatch(/^Done2026-11-22 \d\d:42:07 \(.*ago.*Undo: 2 to create.*By ada · 2 of 2 done$/);
  expect(second?.textContent).toMatch(/By ada · 2 of 2 done · taken back$/);
  await user.click(screen.getByRole('button', { name: /taken back/ }));
  expect(onOpenApply).toHaveBeenCalledWith('apply-1');
});

test('an empty history says what would stand there', async () => {
  answerWith({ '/api/applies': [{ body: { applies: [] } }] });
  show(<HistoryPanel changes={idle} onOpenApply={vi.fn()} onClose={vi.fn()} />);
  expect(await screen.findByText(/^Nothing has been applied to this estate from here\./)).toBeTruthy();
});

test('a history that cannot be read says why and is tried again', async () => {
  answerWith({ '/api/applies': [refusal(503, 'store', 'The journal cannot be read'), { body: { applies: [] } }] });
  const { user } = show(<HistoryPanel changes={idle} onOpenApply={vi.fn()} onClose={vi.fn()} />);
  expect(await screen.findByText('The journal cannot be read')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText(/^Nothing has been applied/)).toBeTruthy();
});
