import type { ApplyState, Changes } from '@peerscape/shared/api';
import type { Intent } from '@peerscape/shared/plan';
import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { applyOf, createPlanDocument, world } from '../testing/plans.ts';
import { draftOf, show, stubResponses } from '../testing/show.tsx';
import { findTrayApply, PlanTray } from './plan-tray.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const { topology, key } = world('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet c 10.3.0.0/16\nvnet d 10.4.0.0/16\n');
const changes: readonly Intent[] = ['a', 'b', 'c', 'd'].map((name) => ({ kind: 'connect', a: key('hub'), b: key(name) }));
const plan = createPlanDocument(topology, changes);
const summary = (id: string, state: ApplyState, more = {}) => ({ ...applyOf(plan, 'planned'), id, state, ...more });
const IDLE: Changes = { mode: 'allowed', serial: 1, running: [] };

const tray = (intents: readonly Intent[], state = IDLE, more = {}) => {
  const props = { draft: draftOf(topology, intents, more), changes: state, onReview: vi.fn(), onOpenApply: vi.fn() };
  return { ...show(<PlanTray {...props} />), props };
};

test('renders nothing while there is no draft and no apply', () => {
  stubResponses({ '/api/applies': [{ body: { applies: [] } }] });
  tray([]);
  expect(screen.queryByRole('region')).toBeNull();
});

test('shows the number of changes and their counts, and opens the review', async () => {
  stubResponses({ '/api/applies': [{ body: { applies: [] } }] });
  const { user, props } = tray(changes.slice(0, 2));
  expect(screen.getByText('Draft: 2 changes, 4 steps (4 creations)')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Review plan' }));
  expect(props.onReview).toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: 'Undo last change' }));
  expect(props.draft.undo).toHaveBeenCalled();
});

test('clears few changes at once and asks for confirmation for many', async () => {
  stubResponses({ '/api/applies': [{ body: { applies: [] } }] });
  const few = tray(changes.slice(0, 3));
  await few.user.click(screen.getByRole('button', { name: 'Clear draft' }));
  expect(few.props.draft.clear).toHaveBeenCalled();
  cleanup();
  const many = tray(changes);
  await many.user.click(screen.getByRole('button', { name: 'Clear draft' }));
  expect(many.props.draft.clear).not.toHaveBeenCalled();
  const dialog = within(await screen.findByRole('dialog', { hidden: true }));
  await many.user.click(dialog.getByRole('button', { name: 'Clear 4 changes', hidden: true }));
  expect(many.props.draft.clear).toHaveBeenCalled();
});

test('shows the progress of an apply, and its result until it is opened', async () => {
  stubResponses({
    '/api/applies': [
      { body: { applies: [summary('one', 'running', { done: 3, ended: 3 })] } },
      { body: { applies: [summary('one', 'partly', { done: 7, ended: 8, secondsLeft: null })] } },
    ],
  });
  const { user, props, showInstead } = tray([], { ...IDLE, running: ['one'] });
  expect(await screen.findByText('3 of 8 done · about 40 s left')).toBeTruthy();
  expect(screen.getByRole('progressbar', { name: 'Applying: Connect hub with 4 VNets' })).toBeTruthy();
  showInstead(<PlanTray {...props} changes={{ ...IDLE, serial: 2 }} />);
  expect(await screen.findByText('7 of 8 done · 1 not done')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Show results' }));
  expect(props.onOpenApply).toHaveBeenCalledWith('one');
  expect(screen.queryByText('7 of 8 done · 1 not done')).toBeNull();
});

test('shows why the draft is not saved', () => {
  stubResponses({ '/api/applies': [{ body: { applies: [] } }] });
  const notice = { type: 'about:blank', title: 'Somebody else changed the draft', status: 409, code: 'kept', detail: 'It was reloaded.' };
  tray(changes, IDLE, { notice });
  expect(screen.getByText('Somebody else changed the draft.')).toBeTruthy();
});

test('requests no applies for files', () => {
  const requests = stubResponses({});
  tray(changes, { ...IDLE, mode: 'none' });
  expect(requests).toEqual([]);
});

test('prefers an apply in progress to one that needs attention, and that to one that has just ended', () => {
  const [running, attention, done] = [summary('r', 'running'), summary('x', 'attention'), summary('d', 'done')];
  expect(findTrayApply([done, attention, running], 'd')?.id).toBe('r');
  expect(findTrayApply([done, attention], 'd')?.id).toBe('x');
  expect(findTrayApply([done], 'd')?.id).toBe('d');
  expect(findTrayApply([done], undefined)).toBeUndefined();
});
