import type { ApplyState, Changes } from '@peerscape/shared/api';
import type { Intent } from '@peerscape/shared/plan';
import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { applyOf, planOn, world } from '../testing/plans.ts';
import { answerWith, draftOf, show } from '../testing/show.tsx';
import { leadOf } from './lead.ts';
import { PlanTray } from './plan-tray.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const { topology, key } = world('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet c 10.3.0.0/16\nvnet d 10.4.0.0/16\n');
const wishes: readonly Intent[] = ['a', 'b', 'c', 'd'].map((name) => ({ kind: 'connect', a: key('hub'), b: key(name) }));
const plan = planOn(topology, wishes);
const summary = (id: string, state: ApplyState, more = {}) => ({ ...applyOf(plan, 'planned'), id, state, ...more });
const IDLE: Changes = { mode: 'allowed', serial: 1, running: [] };

const tray = (intents: readonly Intent[], changes = IDLE, more = {}) => {
  const props = { draft: draftOf(topology, intents, more), changes, onReview: vi.fn(), onOpenApply: vi.fn() };
  return { ...show(<PlanTray {...props} />), props };
};

test('nothing stands there while nothing is drafted or applied', () => {
  answerWith({ '/api/applies': [{ body: { applies: [] } }] });
  tray([]);
  expect(screen.queryByRole('region')).toBeNull();
});

test('the tray counts wishes and what they come to, and leads to the review', async () => {
  answerWith({ '/api/applies': [{ body: { applies: [] } }] });
  const { user, props } = tray(wishes.slice(0, 2));
  expect(screen.getByText('Draft: 2 wishes · 4 to create')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Review plan' }));
  expect(props.onReview).toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: 'Take back the last wish' }));
  expect(props.draft.undo).toHaveBeenCalled();
});

test('few wishes are cleared at a click, many are asked for', async () => {
  answerWith({ '/api/applies': [{ body: { applies: [] } }] });
  const few = tray(wishes.slice(0, 3));
  await few.user.click(screen.getByRole('button', { name: 'Clear the draft' }));
  expect(few.props.draft.clear).toHaveBeenCalled();
  cleanup();
  const many = tray(wishes);
  await many.user.click(screen.getByRole('button', { name: 'Clear the draft' }));
  expect(many.props.draft.clear).not.toHaveBeenCalled();
  const dialog = within(await screen.findByRole('dialog', { hidden: true }));
  await many.user.click(dialog.getByRole('button', { name: 'Clear 4 wishes', hidden: true }));
  expect(many.props.draft.clear).toHaveBeenCalled();
});

test('an apply under way shows how far it is, and its end stays until it is looked at', async () => {
  answerWith({
    '/api/applies': [
      { body: { applies: [summary('one', 'running', { done: 3, ended: 3 })] } },
      { body: { applies: [summary('one', 'partly', { done: 7, ended: 8, secondsLeft: null })] } },
    ],
  });
  const { user, props, showInstead } = tray([], { ...IDLE, running: ['one'] });
  expect(await screen.findByText('3 of 8 done · about 40 s left')).toBeTruthy();
  expect(screen.getByRole('progressbar', { name: 'Applying 8 changes' })).toBeTruthy();
  showInstead(<PlanTray {...props} changes={{ ...IDLE, serial: 2 }} />);
  expect(await screen.findByText('7 of 8 done · 1 not')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Show what happened' }));
  expect(props.onOpenApply).toHaveBeenCalledWith('one');
  expect(screen.queryByText('7 of 8 done · 1 not')).toBeNull();
});

test('why the draft is not kept is said', () => {
  answerWith({ '/api/applies': [{ body: { applies: [] } }] });
  const notice = { type: 'about:blank', title: 'Somebody else changed the draft', status: 409, code: 'kept', detail: 'It was loaded.' };
  tray(wishes, IDLE, { notice });
  expect(screen.getByText('Somebody else changed the draft.')).toBeTruthy();
});

test('files have no applies to ask for', () => {
  const asked = answerWith({});
  tray(wishes, { ...IDLE, mode: 'none' });
  expect(asked).toEqual([]);
});

test('what is under way comes before what needs somebody, and that before what has just ended', () => {
  const [running, attention, done] = [summary('r', 'running'), summary('x', 'attention'), summary('d', 'done')];
  expect(leadOf([done, attention, running], 'd')?.id).toBe('r');
  expect(leadOf([done, attention], 'd')?.id).toBe('x');
  expect(leadOf([done], 'd')?.id).toBe('d');
  expect(leadOf([done], undefined)).toBeUndefined();
});
