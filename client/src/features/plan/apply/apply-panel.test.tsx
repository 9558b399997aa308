import { runRules } from '@peerscape/shared/health';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { applyOf, createPlanDocument, progress, world } from '../testing/plans.ts';
import { draftOf, refusal, show, stubResponses } from '../testing/show.tsx';
import { ApplyPanel, type ApplyPanelProps } from './apply-panel.tsx';
import * as stepStates from './step-states.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const { topology, key } = world('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\n');
const plan = createPlanDocument(topology, [{ kind: 'connect', a: key('hub'), b: key('a') }]);
const [first, second] = plan.plan.steps;
const ids = [first?.id ?? '', second?.id ?? ''] as const;

function propsOf(more: Partial<ApplyPanelProps> = {}): ApplyPanelProps {
  return {
    topology,
    apply: 'apply-1',
    serial: 1,
    draft: draftOf(topology, []),
    onUndo: vi.fn(),
    onOpenApply: vi.fn(),
    onReview: vi.fn(),
    onClose: vi.fn(),
    ...more,
  };
}

const row = async (at: number) => within((await screen.findAllByRole('listitem'))[at] ?? document.body);

test('shows the state of each step, what it waits for, and the remaining time', async () => {
  const steps = [
    progress(ids[0], 'waiting', { words: 'hub is busy with another change', until: '2099-01-01T10:42:07.000Z', attempts: 2 }),
    progress(ids[1], 'planned'),
  ];
  stubResponses({ '/api/apply': [{ body: applyOf(plan, 'planned', { steps }) }] });
  show(<ApplyPanel {...propsOf()} />);
  expect(await screen.findByRole('heading', { name: 'Connect a and hub' })).toBeTruthy();
  expect(screen.getByText('0 of 2 done · about 40 s left')).toBeTruthy();
  const waiting = await row(0);
  expect(waiting.getByText('Waiting')).toBeTruthy();
  expect(waiting.getByText('hub is busy with another change')).toBeTruthy();
  expect(waiting.getByText('waiting until').textContent).toMatch(/^waiting until 2099-01-01 \d\d:43$/);
  expect(waiting.getByTitle('2099-01-01 10:42:07 UTC')).toBeTruthy();
  expect(waiting.getByText('sent 2 times')).toBeTruthy();
});

test('says for how long a step has been in progress', async () => {
  const since = new Date(Date.now() - 72_500).toISOString();
  stubResponses({ '/api/apply': [{ body: applyOf(plan, 'running', { steps: ids.map((id) => progress(id, 'verifying', { since })) }) }] });
  show(<ApplyPanel {...propsOf()} />);
  expect((await row(0)).getByText(/^for 1 min 1[2-9] s$/)).toBeTruthy();
});

test('shows the first steps of a large deployment, and all on demand', async () => {
  const names = Array.from({ length: 150 }, (_, i) => `s${i}`);
  const large = world(['vnet hub 10.0.0.0/16', ...names.map((name, i) => `vnet ${name} 10.${i + 1}.0.0/16`)].join('\n'));
  const document = createPlanDocument(
    large.topology,
    names.map((name) => ({ kind: 'connect', a: large.key('hub'), b: large.key(name) })),
  );
  stubResponses({ '/api/apply': [{ body: applyOf(document, 'planned') }] });
  const { user } = show(<ApplyPanel {...propsOf({ topology: large.topology })} />);
  expect(await screen.findAllByRole('listitem')).toHaveLength(200);
  await user.click(screen.getByRole('button', { name: 'Show 100 more steps' }));
  expect(screen.getAllByRole('listitem')).toHaveLength(300);
  expect(document.plan.steps).toHaveLength(300);
});

test('each second renders only the steps that are in progress', async () => {
  const described = vi.spyOn(stepStates, 'describeProgress');
  const steps = [progress(ids[0], 'running', { words: 'first' }), progress(ids[1], 'planned', { words: 'second' })];
  stubResponses({ '/api/apply': [{ body: applyOf(plan, 'running', { steps }) }] });
  show(<ApplyPanel {...propsOf()} />);
  expect((await row(1)).getByText('second')).toBeTruthy();
  described.mockClear();
  await waitFor(() => expect(described).toHaveBeenCalled(), { timeout: 3000 });
  expect(new Set(described.mock.calls.map(([{ words }]) => words))).toEqual(new Set(['first']));
  described.mockRestore();
});

test('announces quarters instead of every step to screen readers', async () => {
  stubResponses({ '/api/apply': [{ body: applyOf(plan, 'running', { ended: 1, done: 1 }) }] });
  show(<ApplyPanel {...propsOf()} />);
  expect((await screen.findByRole('status')).textContent).toBe('Applying: Connect a and hub, 50 % done');
});

test('shows Azure’s error code and message verbatim', async () => {
  const problem = {
    type: 'about:blank',
    title: 'Rejected',
    status: 400,
    code: 'arm',
    arm: { code: 'VnetAddressSpacesOverlap', message: 'The spaces overlap.' },
  };
  const steps = [progress(ids[0], 'failed', { problem }), progress(ids[1], 'skipped')];
  stubResponses({ '/api/apply': [{ body: applyOf(plan, 'failed', { state: 'failed', steps, ended: 2, secondsLeft: null }) }] });
  show(<ApplyPanel {...propsOf()} />);
  const failed = await row(0);
  expect(failed.getByText('VnetAddressSpacesOverlap')).toBeTruthy();
  expect(failed.getByText('The spaces overlap.')).toBeTruthy();
  expect((await row(1)).getByText('A step that this one depends on did not succeed, so nothing was sent.')).toBeTruthy();
  expect(screen.getByText('Nothing was changed, so there is nothing to undo.')).toBeTruthy();
});

test('compares a half that drifted as it was, as planned and as it is now', async () => {
  const now = {
    id: `${key('hub')}/virtualNetworkPeerings/theirs`,
    remoteId: key('a'),
    state: 'Initiated',
    allowAccess: true,
    allowForwarded: true,
    allowTransit: false,
    useRemoteGateways: false,
  };
  const steps = [
    progress(ids[0], 'drifted', { words: 'Changed since the plan was created: exists. Nothing was sent', after: now }),
    progress(ids[1], 'skipped'),
  ];
  stubResponses({ '/api/apply': [{ body: applyOf(plan, 'drifted', { state: 'failed', steps, secondsLeft: null }) }] });
  show(<ApplyPanel {...propsOf()} />);
  const table = within(await screen.findByRole('table'));
  expect(table.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual(['Before', 'Planned', 'Current']);
  expect(table.getByRole('row', { name: 'Half does not exist exists exists' })).toBeTruthy();
});

test('stops an apply in progress after the current step', async () => {
  const requests = stubResponses({
    '/api/apply': [{ body: applyOf(plan, 'running') }],
    '/api/apply/cancel': [{ status: 202, body: applyOf(plan, 'running', { state: 'cancelling' }) }],
  });
  const { user } = show(<ApplyPanel {...propsOf()} />);
  await user.click(await screen.findByRole('button', { name: 'Stop after current step' }));
  expect(requests.find(({ path }) => path === '/api/apply/cancel')?.body).toEqual({ id: 'apply-1' });
});

test('explains why an apply needs attention, and checks again on demand', async () => {
  const reason = 'It is not known whether some halves were changed';
  const requests = stubResponses({
    '/api/apply': [{ body: applyOf(plan, 'unknown', { state: 'attention', trouble: reason, secondsLeft: null }) }],
    '/api/apply/retry': [{ status: 202, body: applyOf(plan, 'waiting') }],
  });
  const { user } = show(<ApplyPanel {...propsOf()} />);
  expect(await screen.findByText(reason)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Check again and continue' }));
  expect(requests.find(({ path }) => path === '/api/apply/retry')?.body).toEqual({ id: 'apply-1' });
});

test('undoes an ended apply, and shows that its audit log is verified', async () => {
  const entry = {
    serial: 7,
    at: plan.madeAt,
    by: 'ada',
    identity: null,
    deed: 'write',
    subject: 'hub',
    text: 'create hub-a',
    planHash: null,
    applyId: 'apply-1',
    attemptId: null,
    before: null,
    after: null,
    hash: 'h',
  };
  stubResponses({
    '/api/apply': [{ body: applyOf(plan, 'succeeded', { state: 'done', done: 2, ended: 2, endedAt: plan.madeAt, secondsLeft: null }) }],
    '/api/audit': [{ body: { entries: [entry], isWhole: true } }],
  });
  const props = propsOf();
  const { user } = show(<ApplyPanel {...props} />);
  await user.click(await screen.findByRole('button', { name: 'Undo…' }));
  expect(props.onUndo).toHaveBeenCalledWith('apply-1');
  await user.click(screen.getByText('Audit log'));
  expect(await screen.findByText('Audit log verified')).toBeTruthy();
  expect(screen.getByText('create hub-a', { exact: false })).toBeTruthy();
});

test('leads to the next finding once a fix has been applied', async () => {
  const broken = world('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nhub -> a Initiated\n').topology;
  const closes = runRules(broken).findings as unknown as typeof plan.closes;
  const body = applyOf({ ...plan, closes }, 'succeeded', {
    state: 'done',
    done: 2,
    ended: 2,
    secondsLeft: null,
  });
  stubResponses({ '/api/apply': [{ body }] });
  const open = vi.fn();
  const findNext = vi.fn(() => ({ code: 'VNP101', where: 'b → hub', open }));
  const { user } = show(<ApplyPanel {...propsOf({ findNext })} />);
  await user.click(await screen.findByRole('button', { name: 'Next finding' }));
  expect(open).toHaveBeenCalledOnce();
  expect(findNext).toHaveBeenCalledWith([expect.objectContaining({ code: 'VNP101', where: 'a → hub' })]);
  expect(screen.getByText('VNP101 b → hub')).toBeTruthy();
});

test('completes a pair with only one half, or deletes the half, through the draft', async () => {
  const halfOpen = [{ a: key('hub'), b: key('a'), text: 'hub → a exists and a → hub does not' }];
  stubResponses({ '/api/apply': [{ body: applyOf(plan, 'failed', { state: 'partly', done: 1, ended: 2, halfOpen, secondsLeft: null }) }] });
  const props = propsOf();
  const { user } = show(<ApplyPanel {...props} />);
  await user.click(await screen.findByRole('button', { name: 'Complete the peering' }));
  expect(props.draft.add).toHaveBeenCalledWith({ kind: 'connect', a: key('hub'), b: key('a') });
  await user.click(screen.getByRole('button', { name: 'Delete the half' }));
  expect(props.draft.add).toHaveBeenCalledWith({ kind: 'delete', from: key('hub'), to: key('a'), only: 'half' });
  expect(props.onReview).toHaveBeenCalledTimes(2);
});

test('keeps the last known state with a warning while the server does not answer', async () => {
  stubResponses({ '/api/apply': [{ body: applyOf(plan, 'running') }, 'lost'] });
  const view = show(<ApplyPanel {...propsOf()} />);
  expect(await screen.findByRole('heading', { name: 'Connect a and hub' })).toBeTruthy();
  view.showInstead(<ApplyPanel {...propsOf({ serial: 2 })} />);
  expect(await screen.findByText('This page may be out of date')).toBeTruthy();
  expect(screen.getByRole('heading', { name: 'Connect a and hub' })).toBeTruthy();
});

test('reloads the apply when the serial changes', async () => {
  stubResponses({
    '/api/apply': [
      { body: applyOf(plan, 'running') },
      { body: applyOf(plan, 'succeeded', { state: 'done', done: 2, ended: 2, secondsLeft: null }) },
    ],
  });
  const view = show(<ApplyPanel {...propsOf()} />);
  await screen.findByRole('heading', { name: 'Connect a and hub' });
  view.showInstead(<ApplyPanel {...propsOf({ serial: 2 })} />);
  await waitFor(() => expect(screen.getByText('2 of 2 done')).toBeTruthy());
});

test('shows that an apply does not exist', async () => {
  stubResponses({ '/api/apply': [refusal(404, 'no-such-apply', 'Apply not found')] });
  show(<ApplyPanel {...propsOf()} />);
  expect(await screen.findByText('Apply not found')).toBeTruthy();
});
