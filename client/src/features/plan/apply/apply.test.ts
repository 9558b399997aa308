import { type ApplyDocument, ENDED, StepState } from '@peerscape/shared/api';
import { expect, test } from 'vitest';
import { planOn, progress, world } from '../testing/plans.ts';
import { announcementOf, applyTitle, howFar } from './apply-states.ts';
import { applyingOf } from './applying.ts';
import { compareHalves } from './compare-halves.ts';
import { comparisonOf, rowsOf } from './step-rows.ts';
import { progressWords, STEP_STATES } from './step-states.ts';

const { topology, key } = world('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nhub -> a Initiated\n');
const document = planOn(topology, [{ kind: 'repair', a: key('hub'), b: key('a') }]);
const [step] = document.plan.steps;
const half = [...topology.halves.values()][0];
const NOW = Date.parse('2026-11-22T10:42:00.000Z');

const withState = (state: StepState, more = {}): Pick<ApplyDocument, 'plan' | 'steps'> => ({
  plan: document,
  steps: [progress(step?.id ?? '', state, more)],
});

test('every state has a word, and every state that did not come as planned says what it means', () => {
  const silent = StepState.options.filter((state) => STEP_STATES[state].means === '');
  expect(silent).toEqual(['planned', 'waiting', 'checking', 'sending', 'running', 'verifying', 'succeeded']);
});

test('the map shows a half as waiting, running, done or failed, and nothing of what was cancelled', () => {
  const shown = (state: StepState) => applyingOf(withState(state)).get(`${key('a')}>${key('hub')}`);
  expect(['planned', 'sending', 'adopted', 'drifted', 'cancelled'].map((state) => shown(state as StepState))).toEqual([
    'waiting',
    'running',
    'done',
    'failed',
    undefined,
  ]);
});

test('every state that has ended well or badly is shown as such', () => {
  const moving = [...ENDED].filter((state) => ['waiting', 'running'].includes(applyingOf(withState(state)).values().next().value ?? ''));
  expect(moving).toEqual([]);
});

test('a half that two steps write is done only when both are', () => {
  const [first] = document.plan.steps;
  if (!first) throw new Error('The plan of this test has a step');
  const twice = { ...document, plan: { ...document.plan, steps: [first, { ...first, id: 'second' }] } };
  const steps = [progress(first.id, 'succeeded'), progress('second', 'planned')];
  expect([...applyingOf({ plan: twice, steps }).values()]).toEqual(['waiting']);
});

test('a step that waits says for what and until when', () => {
  expect(progressWords({ words: 'hub is busy', until: '2026-11-22T10:42:07.000Z' }, NOW)).toMatch(/^hub is busy, next try \d\d:\d\d:07 \(/);
  expect(progressWords({ words: null, until: null }, NOW)).toBe('');
});

test('an apply says how far it is, what went wrong and how long it still takes', () => {
  expect(howFar({ done: 3, ended: 3, total: 8, secondsLeft: 40 })).toBe('3 of 8 done · about 40 s left');
  expect(howFar({ done: 3, ended: 5, total: 5, secondsLeft: null })).toBe('3 of 5 done · 2 not');
});

test('a heading says what became of the changes', () => {
  expect(applyTitle({ state: 'running', total: 4 })).toBe('Applying 4 changes');
  expect(applyTitle({ state: 'partly', total: 1 })).toBe('Only a part of 1 change was applied');
});

test('screen readers hear of quarters, not of every step', () => {
  const heard = [0, 1, 2, 3, 4, 5, 6, 7].map((ended) => announcementOf({ state: 'running', ended, total: 8 }));
  expect(new Set(heard).size).toBe(4);
  expect(heard[2]).toBe('Applying 8 changes: 25 % done');
});

test('halves side by side show only in what they differ', () => {
  expect(compareHalves([half, half && { ...half, allowForwarded: true }])).toEqual([
    { what: 'Accepts forwarded traffic', values: ['no', 'yes'] },
  ]);
});

test('a half that is new shows its state, what it knows, and what is not at Azure’s default', () => {
  expect(compareHalves([null, half && { ...half, allowTransit: true }])).toEqual([
    { what: 'The half', values: ['not there', 'there'] },
    { what: 'Offers its gateway', values: ['–', 'yes'] },
    { what: 'State', values: ['–', 'Initiated'] },
    { what: 'Sync', values: ['–', half?.sync] },
    { what: 'Prefixes it knows', values: ['–', '10.1.0.0/16'] },
  ]);
});

test('a half that was changed meanwhile is shown as it was, as planned and as it is', () => {
  const [row] = rowsOf(withState('drifted', { after: half ?? null }));
  const comparison = row && comparisonOf(row, [row.step]);
  expect(comparison?.heads).toEqual(['Was', 'Planned', 'Is now']);
  expect(comparison?.rows[0]).toEqual({ what: 'The half', values: ['not there', 'there', 'there'] });
});

test('a half that was deleted in the end is shown as not there any more', () => {
  const [row] = rowsOf(withState('succeeded', { before: half ?? null }));
  expect(row && comparisonOf(row, [row.step])?.rows[0]).toEqual({ what: 'The half', values: ['there', 'not there'] });
});
