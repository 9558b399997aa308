import { type ApplyDocument, type ApplyState, FINAL_STEP_STATES, StepState } from '@peerscape/shared/api';
import { peeringKey } from '@peerscape/shared/topology';
import { expect, test } from 'vitest';
import { applyOf, createPlanDocument, progress, world } from '../testing/plans.ts';
import { applyTitle, formatApplyAnnouncement, formatApplyProgress } from './apply-states.ts';
import { compareHalves } from './compare-halves.ts';
import { halfApplyStatuses, peeringsBeingWritten } from './half-apply-status.ts';
import { comparisonOf, rowsOf } from './step-rows.ts';
import { describeProgress, STEP_STATES } from './step-states.ts';

const { topology, key } = world('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nhub -> a Initiated\n');
const document = createPlanDocument(topology, [{ kind: 'repair', a: key('hub'), b: key('a') }]);
const [step] = document.plan.steps;
const half = [...topology.halves.values()][0];
const NOW = Date.parse('2026-11-22T10:42:00.000Z');

const withState = (state: StepState, more = {}): Pick<ApplyDocument, 'plan' | 'steps'> => ({
  plan: document,
  steps: [progress(step?.id ?? '', state, more)],
});

test('explains every step state that did not end as planned', () => {
  const unexplained = StepState.options.filter((state) => STEP_STATES[state].means === '');
  expect(unexplained).toEqual(['planned', 'waiting', 'checking', 'sending', 'running', 'verifying', 'succeeded']);
});

test('maps step states to waiting, running, done or failed on the map, and leaves out cancelled steps', () => {
  const shown = (state: StepState) => halfApplyStatuses([withState(state)]).get(`${key('a')}>${key('hub')}`);
  expect(['planned', 'sending', 'adopted', 'drifted', 'cancelled'].map((state) => shown(state as StepState))).toEqual([
    'waiting',
    'running',
    'done',
    'failed',
    undefined,
  ]);
});

test('has no mark for a half that was deleted, because there is no line for it', () => {
  const plan = createPlanDocument(topology, [{ kind: 'delete', from: key('hub'), to: key('a') }]);
  expect([...halfApplyStatuses([applyOf(plan, 'running')]).values()]).toEqual(['running']);
  expect(halfApplyStatuses([applyOf(plan, 'succeeded')]).size).toBe(0);
});

test('takes a peering for half-done work until its steps have ended and it was read again', () => {
  const [before, after] = ['2026-11-22T10:42:00.000Z', '2026-11-22T10:43:00.000Z'];
  const pair = peeringKey(key('hub'), key('a'));
  const peerings = (state: ApplyState, step: StepState, readAt: string) => [
    ...peeringsBeingWritten([applyOf(document, step, { state })], readAt),
  ];
  expect(peerings('running', 'running', after)).toEqual([pair]);
  expect(peerings('done', 'succeeded', before)).toEqual([pair]);
  expect(peerings('done', 'succeeded', after)).toEqual([]);
  expect(peerings('failed', 'failed', before)).toEqual([]);
  expect(peerings('paused', 'planned', after)).toEqual([]);
});

test('takes all applies that run side by side into account', () => {
  const { topology, key } = world('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\n');
  const applyTo = (spoke: string, state: StepState) =>
    applyOf(createPlanDocument(topology, [{ kind: 'connect', a: key('hub'), b: key(spoke) }]), state, { id: spoke });
  const applies = [applyTo('a', 'running'), applyTo('b', 'planned')];
  expect(peeringsBeingWritten(applies, '2026-11-22T10:43:00.000Z')).toEqual(
    new Set([peeringKey(key('hub'), key('a')), peeringKey(key('hub'), key('b'))]),
  );
  expect([...halfApplyStatuses(applies).values()].sort()).toEqual(['running', 'running', 'waiting', 'waiting']);
  expect([...halfApplyStatuses([applyTo('a', 'succeeded'), applyTo('a', 'planned')]).values()]).toEqual(['waiting', 'waiting']);
});

test('shows no ended state as waiting or running', () => {
  const moving = [...FINAL_STEP_STATES].filter((state) =>
    ['waiting', 'running'].includes(
      halfApplyStatuses([withState(state)])
        .values()
        .next().value ?? '',
    ),
  );
  expect(moving).toEqual([]);
});

test('shows a half written by two steps as done only when both are done', () => {
  const [first] = document.plan.steps;
  if (!first) throw new Error('The plan of this test has a step');
  const twice = { ...document, plan: { ...document.plan, steps: [first, { ...first, id: 'second' }] } };
  const steps = [progress(first.id, 'succeeded'), progress('second', 'planned')];
  expect([...halfApplyStatuses([{ plan: twice, steps }]).values()]).toEqual(['waiting']);
});

test('describes what a waiting step waits for and when it is tried again', () => {
  expect(describeProgress({ words: 'hub is busy', until: '2026-11-22T10:42:07.000Z' }, NOW)).toMatch(
    /^hub is busy, next attempt at \d\d:\d\d:07 \(/,
  );
  expect(describeProgress({ words: null, until: null }, NOW)).toBe('');
});

test('formats the progress with unsuccessful steps and remaining time', () => {
  expect(formatApplyProgress({ done: 3, ended: 3, total: 8, secondsLeft: 40 })).toBe('3 of 8 done · about 40 s left');
  expect(formatApplyProgress({ done: 3, ended: 5, total: 5, secondsLeft: null })).toBe('3 of 5 done · 2 not done');
});

test('formats an apply in one line by state', () => {
  const title = 'Connect a and hub';
  expect(applyTitle({ state: 'running', title })).toBe('Applying: Connect a and hub');
  expect(applyTitle({ state: 'partly', title })).toBe('Partially applied: Connect a and hub');
});

test('announces quarters instead of every step', () => {
  const announcements = [0, 1, 2, 3, 4, 5, 6, 7].map((ended) =>
    formatApplyAnnouncement({ state: 'running', title: 'Connect a and hub', ended, total: 8 }),
  );
  expect(new Set(announcements).size).toBe(4);
  expect(announcements[2]).toBe('Applying: Connect a and hub, 25 % done');
});

test('compares halves by their differences only', () => {
  expect(compareHalves([half, half && { ...half, allowForwarded: true }])).toEqual([
    { what: 'Allow forwarded traffic', values: ['no', 'yes'] },
  ]);
});

test('shows state, sync level, peered prefixes and non-default options of a new half', () => {
  expect(compareHalves([null, half && { ...half, allowTransit: true }])).toEqual([
    { what: 'Half', values: ['does not exist', 'exists'] },
    { what: 'Allow gateway transit', values: ['–', 'yes'] },
    { what: 'Peering state', values: ['–', 'Initiated'] },
    { what: 'Sync level', values: ['–', half?.sync] },
    { what: 'Remote address space in use', values: ['–', '10.1.0.0/16'] },
  ]);
});

test('lists running steps first, then what needs attention, what is to come, and what is done', () => {
  const [one] = document.plan.steps;
  if (!one) throw new Error('The plan of this test has a step');
  const states: readonly StepState[] = ['succeeded', 'planned', 'failed', 'running', 'waiting', 'adopted', 'sending'];
  const plan = { ...document, plan: { ...document.plan, steps: states.map((state) => ({ ...one, id: state })) } };
  expect(rowsOf({ plan, steps: states.map((state) => progress(state, state)) }).map(({ step: { id } }) => id)).toEqual([
    'running',
    'sending',
    'failed',
    'waiting',
    'planned',
    'succeeded',
    'adopted',
  ]);
});

test('compares a half that drifted as it was, as planned and as it is', () => {
  const [row] = rowsOf(withState('drifted', { after: half ?? null }));
  const comparison = row && comparisonOf(row, [row.step]);
  expect(comparison?.heads).toEqual(['Before', 'Planned', 'Current']);
  expect(comparison?.rows[0]).toEqual({ what: 'Half', values: ['does not exist', 'exists', 'exists'] });
});

test('shows a deleted half as no longer existing', () => {
  const [row] = rowsOf(withState('succeeded', { before: half ?? null }));
  expect(row && comparisonOf(row, [row.step])?.rows[0]).toEqual({ what: 'Half', values: ['exists', 'does not exist'] });
});
