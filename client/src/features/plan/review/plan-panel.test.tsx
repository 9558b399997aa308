import type { Intent } from '@peerscape/shared/plan';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { applyOf, createPlanDocument, world } from '../testing/plans.ts';
import { type Answer, draftOf, refusal, show, stubResponses } from '../testing/show.tsx';
import { PlanPanel } from './plan-panel.tsx';
import type { PlanPanelProps } from './plan-panel-props.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const { rows, topology, key } = world('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nhub <-> b\n');
const connect: Intent = { kind: 'connect', a: key('hub'), b: key('a') };
const remove: Intent = { kind: 'delete', from: key('hub'), to: key('b') };
const SANDBOX = { kind: 'sandbox', name: 'course' } as const;
const AZURE = { kind: 'azure', name: 'Azure public' } as const;
const TENANT = { id: '72f988bf-86f1-41af-91ab-2d7cd011db47', domain: 'contoso.onmicrosoft.com' };

function panel(intents: readonly Intent[], more: Partial<PlanPanelProps> = {}) {
  const props: PlanPanelProps = {
    topology,
    rows,
    status: { changes: { mode: 'allowed', serial: 1, running: [] }, source: SANDBOX },
    readAt: '2026-11-22T10:40:00.000Z',
    draft: draftOf(topology, intents),
    onOpenApply: vi.fn(),
    onRefresh: vi.fn(),
    onAsk: vi.fn(),
    onClose: vi.fn(),
    onCopy: vi.fn(),
    onAnnounce: vi.fn(),
    ...more,
  };
  return { ...show(<PlanPanel {...props} />), props };
}

const planned = (intents: readonly Intent[], more = {}): Answer => ({ status: 201, body: createPlanDocument(topology, intents, more) });
const applyButton = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>('button', { name });

test('shows every step by peering, with counts and an estimated duration', async () => {
  const requests = stubResponses({ '/api/plans': [planned([connect])] });
  panel([connect]);
  expect(await screen.findByRole('heading', { name: 'Connect a and hub (2 to create)' })).toBeTruthy();
  const group = within(screen.getByRole('region', { name: 'a – hub' }));
  expect(group.getAllByRole('listitem')).toHaveLength(2);
  expect(group.getByText('Create the half hub → a.')).toBeTruthy();
  expect(screen.getByText(/^About 40 s: (hub|a) is part of 2 writes, which run one at a time\.$/)).toBeTruthy();
  expect(requests).toEqual([{ path: '/api/plans', body: { draft: 1 } }]);
});

test('focuses the heading, so that screen readers announce the panel', async () => {
  stubResponses({ '/api/plans': [planned([connect])] });
  panel([connect]);
  await waitFor(() => expect(document.activeElement?.tagName).toBe('H2'));
});

test('applies exactly the plan that was shown, clears the draft and opens the apply', async () => {
  const plan = createPlanDocument(topology, [connect]);
  const requests = stubResponses({
    '/api/plans': [{ status: 201, body: plan }],
    '/api/applies': [{ status: 202, body: applyOf(plan, 'planned') }],
  });
  const { user, props } = panel([connect]);
  await user.dblClick(await applyButton('Apply 2 steps'));
  await waitFor(() => expect(props.onOpenApply).toHaveBeenCalledWith('apply-1'));
  expect(props.draft.clear).toHaveBeenCalledOnce();
  const sent = requests.filter(({ path }) => path === '/api/applies');
  expect(sent).toHaveLength(1);
  expect(sent[0]?.body).toMatchObject({ plan: 'plan-1', hash: 'hash-1', key: expect.stringMatching(/^[0-9a-f]{32}$/) });
});

test('sends one request for two clicks before the next render', async () => {
  const plan = createPlanDocument(topology, [connect]);
  const requests = stubResponses({
    '/api/plans': [{ status: 201, body: plan }],
    '/api/applies': [{ status: 202, body: applyOf(plan, 'planned') }],
  });
  const { props } = panel([connect]);
  const button = await applyButton('Apply 2 steps');
  act(() => {
    button.click();
    button.click();
  });
  await waitFor(() => expect(props.onOpenApply).toHaveBeenCalled());
  expect(requests.filter(({ path }) => path === '/api/applies')).toHaveLength(1);
});

test.each([
  ['for Azure', ['pending'], /^Peerscape checks in Azure whether the plan is still current/],
  ['for a reply', ['lost', 'pending'], /^The Peerscape server has not replied\. Trying again/],
] as const)('says since when the start of the deployment waits %s', async (_, answers, text) => {
  stubResponses({ '/api/plans': [planned([connect])], '/api/applies': answers });
  const { user } = panel([connect]);
  await user.click(await applyButton('Apply 2 steps'));
  const waits = (await screen.findByText(text)).parentElement;
  await waitFor(() => expect(waits?.textContent).toMatch(/Waiting since .*\d\d:\d\d.* \([1-9]\d* s\)\.$/));
});

test('cancels a start that waits for Azure: the plan and the draft stay, and the next start has another key', async () => {
  const requests = stubResponses({
    '/api/plans': [planned([connect])],
    '/api/applies': ['pending'],
    '/api/applies/cancel': [{ body: { apply: null } }],
  });
  const { user, props } = panel([connect]);
  const apply = await applyButton('Apply 2 steps');
  await user.click(apply);
  await user.click(await applyButton('Cancel'));
  await waitFor(() =>
    expect(apply.parentElement?.querySelector('[role=status]')?.textContent).toBe('Canceled before anything was written.'),
  );
  expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
  expect([document.activeElement, apply.textContent, apply.getAttribute('aria-disabled')]).toEqual([apply, 'Apply 2 steps', null]);
  expect(props.draft.clear).not.toHaveBeenCalled();
  await user.click(apply);
  expect(await screen.findByText(/^Peerscape checks in Azure/)).toBeTruthy();
  expect(requests.map(({ path }) => path)).toEqual(['/api/plans', '/api/applies', '/api/applies/cancel', '/api/applies']);
  const [first, canceled, second] = requests.slice(1).map(({ body }) => (body as { key: string }).key);
  expect(canceled).toBe(first);
  expect(second).not.toBe(first);
});

test('a start whose rejection arrives before its cancellation is confirmed is shown as canceled, not as an error', async () => {
  const requests = stubResponses({
    '/api/plans': [planned([connect])],
    '/api/applies': [refusal(409, 'start-canceled', 'Canceled before anything was written'), 'pending'],
  });
  const { user } = panel([connect]);
  await user.click(await applyButton('Apply 2 steps'));
  expect(await screen.findByText('Canceled before anything was written.')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
  await user.click(await applyButton('Apply 2 steps'));
  const keys = requests.filter(({ path }) => path === '/api/applies').map(({ body }) => (body as { key: string }).key);
  expect(new Set(keys).size).toBe(2);
});

/** Creates a response that arrives when `arrive` is called. */
function delayed(answer: Answer) {
  let arrive = () => {};
  const response = new Promise<Answer>((resolve) => {
    arrive = () => resolve(answer);
  });
  return { response, arrive: () => arrive() };
}

test('a confirmed cancellation that arrives after the next start does not end that one', async () => {
  const rejected = delayed(refusal(409, 'start-canceled', 'Canceled before anything was written'));
  const confirmed = delayed({ body: { apply: null } });
  stubResponses({
    '/api/plans': [planned([connect])],
    '/api/applies': [rejected.response, 'pending'],
    '/api/applies/cancel': [confirmed.response],
  });
  const { user } = panel([connect]);
  await user.click(await applyButton('Apply 2 steps'));
  await user.click(await applyButton('Cancel'));
  rejected.arrive();
  await user.click(await applyButton('Apply 2 steps'));
  await act(async () => {
    confirmed.arrive();
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  expect(screen.getByText(/^Peerscape checks in Azure/)).toBeTruthy();
  expect(screen.queryByText('Canceled before anything was written.')).toBeNull();
});

test('a canceled start does not take the focus from where the user has moved it', async () => {
  const canceled = delayed({ body: { apply: null } });
  stubResponses({ '/api/plans': [planned([remove])], '/api/applies': ['pending'], '/api/applies/cancel': [canceled.response] });
  const { user } = panel([remove]);
  const confirmation = await screen.findByRole('checkbox', { name: 'Delete 2 halves' });
  await user.click(confirmation);
  const apply = await applyButton('Apply 2 steps');
  await user.click(apply);
  await user.click(await applyButton('Cancel'));
  confirmation.focus();
  canceled.arrive();
  await screen.findByText('Canceled before anything was written.');
  expect(document.activeElement).toBe(confirmation);
  await user.click(confirmation);
  expect(apply.parentElement?.textContent).toContain('Canceled before anything was written. Select “Delete 2 halves” first.');
});

test('opens the deployment that a cancellation was too late for, once', async () => {
  const plan = createPlanDocument(topology, [connect]);
  stubResponses({
    '/api/plans': [{ status: 201, body: plan }],
    '/api/applies': ['pending'],
    '/api/applies/cancel': [{ body: { apply: applyOf(plan, 'planned') } }],
  });
  const { user, props } = panel([connect]);
  await user.click(await applyButton('Apply 2 steps'));
  await user.click(await applyButton('Cancel'));
  await waitFor(() => expect(props.onOpenApply).toHaveBeenCalledExactlyOnceWith('apply-1'));
  expect(screen.queryByText('Canceled before anything was written.')).toBeNull();
});

test('says why a start could not be canceled, and goes on waiting', async () => {
  stubResponses({
    '/api/plans': [planned([connect])],
    '/api/applies': ['pending'],
    '/api/applies/cancel': [refusal(503, 'store-unavailable', 'The data store cannot be written')],
  });
  const { user } = panel([connect]);
  await user.click(await applyButton('Apply 2 steps'));
  await user.click(await applyButton('Cancel'));
  expect((await screen.findByRole('alert', {}, { timeout: 20_000 })).textContent).toContain(
    'The start was not canceled. The data store cannot be written',
  );
  expect((await applyButton('Cancel')).getAttribute('aria-disabled')).toBeNull();
  expect(screen.getByText(/^Peerscape checks in Azure/)).toBeTruthy();
});

test('retries a lost reply with the same key', async () => {
  const plan = createPlanDocument(topology, [connect]);
  const requests = stubResponses({
    '/api/plans': [{ status: 201, body: plan }],
    '/api/applies': ['lost', { status: 202, body: applyOf(plan, 'planned') }],
  });
  const { user, props } = panel([connect]);
  await user.click(await applyButton('Apply 2 steps'));
  await waitFor(() => expect(props.onOpenApply).toHaveBeenCalled());
  const keys = requests.filter(({ path }) => path === '/api/applies').map(({ body }) => (body as { key: string }).key);
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
});

test('separates deletions and requires a confirmation for them', async () => {
  stubResponses({ '/api/plans': [planned([remove])] });
  const { user } = panel([remove]);
  expect((await applyButton('Apply 2 steps')).disabled).toBe(true);
  expect(within(screen.getByRole('region', { name: 'Deletions' })).getByText('Delete the half hub → b.')).toBeTruthy();
  expect(screen.getByText('Select “Delete 2 halves” first.')).toBeTruthy();
  await user.click(screen.getByRole('checkbox', { name: 'Delete 2 halves' }));
  expect((await applyButton('Apply 2 steps')).disabled).toBe(false);
  expect(screen.queryByText('Select “Delete 2 halves” first.')).toBeNull();
});

test('shows what changed when a plan is stale, and creates a new one on demand', async () => {
  const plans = [planned([connect]), planned([connect], { id: 'plan-2' })];
  const requests = stubResponses({
    '/api/plans': plans,
    '/api/applies': [refusal(409, 'plan-stale', 'Azure has changed since the plan was created', 'hub → a: exists. Nothing was sent.')],
  });
  const { user, props } = panel([connect]);
  await user.click(await applyButton('Apply 2 steps'));
  expect(await screen.findByText(/hub → a: exists\. Nothing was sent\./)).toBeTruthy();
  expect(props.draft.clear).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: 'Create new plan' }));
  await waitFor(() => expect(screen.queryByText(/Nothing was sent\./)).toBeNull());
  expect(requests.filter(({ path }) => path === '/api/plans')).toHaveLength(2);
});

test('opens the apply of a plan that was already applied', async () => {
  stubResponses({
    '/api/plans': [planned([connect])],
    '/api/applies': [refusal(409, 'plan-used', 'This plan has already been applied')],
    '/api/plan': [planned([connect], { apply: 'apply-7' })],
  });
  const { user, props } = panel([connect]);
  await user.click(await applyButton('Apply 2 steps'));
  await user.click(await applyButton('Open deployment'));
  await waitFor(() => expect(props.onOpenApply).toHaveBeenCalledWith('apply-7'));
});

test('shows blockers first, and disables the Apply button', async () => {
  const self: Intent = { kind: 'connect', a: key('hub'), b: key('hub') };
  stubResponses({ '/api/plans': [planned([self])] });
  panel([self]);
  expect(await screen.findByText('Azure will reject this plan')).toBeTruthy();
  expect((await applyButton(/^Apply/)).disabled).toBe(true);
});

test('adds the remedy of a blocker to the draft', async () => {
  const leftover: Intent = { kind: 'delete', from: key('hub'), to: key('b'), only: 'half' };
  const plan = createPlanDocument(topology, [connect]);
  const blocker = { code: 'overlaps-with-peer', text: 'hub → b is Disconnected.', vnets: [], remedy: [leftover] };
  stubResponses({ '/api/plans': [{ status: 201, body: { ...plan, plan: { ...plan.plan, blockers: [blocker] } } }] });
  const { user, props } = panel([connect]);
  await user.click(await screen.findByRole('button', { name: /^Add to draft: Delete the half hub → b/ }));
  expect(props.draft.add).toHaveBeenCalledWith(leftover);
});

test('names missing permissions with action, scope and the least privileged role', async () => {
  const missingRights = [
    {
      action: 'Microsoft.Network/virtualNetworks/peer/action',
      scope: '/x/hub',
      role: 'Network Contributor',
      text: 'You may not peer hub.',
    },
  ];
  stubResponses({ '/api/plans': [planned([connect], { missingRights })] });
  panel([connect]);
  const rights = within(await screen.findByRole('region', { name: 'Missing permissions' }));
  expect(rights.getByText('You may not peer hub.')).toBeTruthy();
  expect(rights.getByText('Microsoft.Network/virtualNetworks/peer/action')).toBeTruthy();
  expect(rights.getByText(/the least privileged built-in role is Network Contributor\./)).toBeTruthy();
  expect((await applyButton(/^Apply/)).disabled).toBe(true);
});

test('warns when the server sees a different state of Azure than this page', async () => {
  const plan = createPlanDocument(topology, [connect]);
  stubResponses({ '/api/plans': [{ status: 201, body: { ...plan, plan: { ...plan.plan, basedOn: 'another' } } }] });
  const { user, props } = panel([connect]);
  expect(await screen.findByText('Azure has changed since this page was refreshed')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Refresh' }));
  expect(props.onRefresh).toHaveBeenCalled();
});

test('shows Azure’s error when a plan cannot be created, and retries', async () => {
  const arm = { code: 'AuthorizationFailed', message: 'The client does not have authorization' };
  stubResponses({
    '/api/plans': [{ status: 502, body: { title: 'hub could not be read', status: 502, code: 'azure', arm } }, planned([connect])],
  });
  const { user } = panel([connect]);
  expect(await screen.findByText('The client does not have authorization')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await applyButton('Apply 2 steps')).toBeTruthy();
});

test('removes a change from the draft', async () => {
  stubResponses({ '/api/plans': [planned([connect, remove])] });
  const { user, props } = panel([connect, remove]);
  await user.click(await screen.findByRole('button', { name: 'Remove: Delete the peering b – hub' }));
  expect(props.draft.remove).toHaveBeenCalledWith(1);
});

test('replaces the Apply button with a switch in read-only mode; one click allows changes in the sandbox', async () => {
  const requests = stubResponses({ '/api/plans': [planned([connect])], '/api/mode': [refusal(500, 'fault', 'The switch is stuck')] });
  const { user } = panel([connect], { status: { changes: { mode: 'read-only', serial: 1, running: [] }, source: SANDBOX } });
  await user.click(await applyButton('Allow changes'));
  expect(screen.queryByRole('button', { name: /^Apply/ })).toBeNull();
  expect(requests.at(-1)).toEqual({ path: '/api/mode', body: { mode: 'allowed' } });
  expect(await screen.findByText('The switch is stuck')).toBeTruthy();
});

test('asks for the name of the tenant before it allows changes to Azure', async () => {
  const requests = stubResponses({ '/api/plans': [planned([connect])], '/api/mode': [refusal(500, 'fault', 'The switch is stuck')] });
  const { user } = panel([connect], {
    status: { changes: { mode: 'read-only', serial: 1, running: [], confirm: TENANT.domain }, source: AZURE, tenant: TENANT },
  });
  await user.click(await applyButton('Allow changes…'));
  const dialog = within(await screen.findByRole('dialog', { hidden: true }));
  const allow = dialog.getByRole<HTMLButtonElement>('button', { name: 'Allow changes', hidden: true });
  expect(allow.disabled).toBe(true);
  expect(dialog.getByText(TENANT.id)).toBeTruthy();
  await user.type(dialog.getByRole('textbox', { hidden: true }), AZURE.name);
  expect(allow.disabled).toBe(true);
  await user.clear(dialog.getByRole('textbox', { hidden: true }));
  await user.type(dialog.getByRole('textbox', { hidden: true }), TENANT.domain);
  expect(allow.disabled).toBe(false);
  await user.click(allow);
  await waitFor(() => expect(requests.at(-1)).toEqual({ path: '/api/mode', body: { mode: 'allowed', confirm: TENANT.domain } }));
});

test('shows a local plan and its code without Azure, and why it cannot be applied', async () => {
  const requests = stubResponses({});
  const file = { kind: 'file', name: 'estate.json' } as const;
  const { user } = panel([connect], { status: { changes: { mode: 'none', serial: 0, running: [] }, source: file } });
  expect(await screen.findByText('Not connected to Azure')).toBeTruthy();
  expect(screen.getByText('Create the half hub → a.')).toBeTruthy();
  await user.click(screen.getByText('Plan as code'));
  expect(await screen.findByText(/az network vnet peering create/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Save peerscape-plan.sh' })).toBeTruthy();
  expect(requests).toEqual([]);
});

test('names the peerings that an undo changes back, and leaves the draft unchanged', async () => {
  const undo = createPlanDocument(topology, [remove], { kind: 'undo', undoes: 'apply-1' });
  const requests = stubResponses({
    '/api/undo': [{ status: 201, body: undo }],
    '/api/applies': [{ status: 202, body: applyOf(undo, 'planned') }],
  });
  const { user, props } = panel([], { undoes: 'apply-1' });
  expect(await screen.findByRole('heading', { name: 'Undo changes to b – hub (2 to delete)' })).toBeTruthy();
  expect(requests[0]).toEqual({ path: '/api/undo', body: { apply: 'apply-1' } });
  await user.click(screen.getByRole('checkbox', { name: 'Delete 2 halves' }));
  await user.click(await applyButton('Apply 2 steps'));
  await waitFor(() => expect(props.onOpenApply).toHaveBeenCalled());
  expect(props.draft.clear).not.toHaveBeenCalled();
});

test('explains an empty draft', () => {
  stubResponses({});
  panel([]);
  expect(screen.getByRole('heading', { name: 'The draft is empty' })).toBeTruthy();
});

describe('reach', () => {
  const { key: keyOf, ...spokes } = world(`
vnet hub 10.0.0.0/16 firewall=10.0.1.4
repeat 1..4 vnet s{n} 10.{n}.0.0/16
repeat 1..4 subnet s{n}/app 10.{n}.0.0/24
repeat 1..4 route s{n}/app 0.0.0.0/0 via hub
repeat 1..4 hub <-> s{n} forwarded | forwarded
`);
  const cut: Intent = { kind: 'delete', from: keyOf('hub'), to: keyOf('s2') };

  test('says before Apply what a plan cuts beyond its peerings, and lists it with links to the question', async () => {
    stubResponses({ '/api/plans': [{ status: 201, body: createPlanDocument(spokes.topology, [cut]) }] });
    const { user, props } = panel([cut], { ...spokes, draft: draftOf(spokes.topology, [cut]) });
    const summary = await screen.findByText('Beyond its own peerings, this plan changes reach: 3 pairs of VNets lose reach.');
    expect(summary.closest('footer')).toBe((await applyButton('Apply 2 steps')).closest('footer'));
    const lost = within(screen.getByRole('region', { name: 'Reach lost' }));
    expect(lost.getByRole('heading').textContent).toBe('Reach lost4');
    expect(lost.getByText('Expected, because the plan changes the peering itself:').nextSibling?.textContent).toBe('hub ↔ s2');
    await user.click(lost.getByText('s2 ↔ s1, s3 and s4'));
    expect(lost.getByText(/^Now reachable\. Then unreachable: /)).toBeTruthy();
    await user.click(lost.getByRole('button', { name: 's2 ↔ s3' }));
    expect(props.onAsk).toHaveBeenCalledWith(keyOf('s2'), keyOf('s3'));
  });

  test('says nothing before Apply when only the ends of a peering gain reach', async () => {
    stubResponses({ '/api/plans': [planned([connect])] });
    panel([connect]);
    const gained = await screen.findByRole('region', { name: 'Reach gained' });
    expect(within(gained).getByText('a ↔ hub')).toBeTruthy();
    expect(screen.queryByText(/^Beyond its own/)).toBeNull();
  });

  test('is computed for a plan that cannot be applied here, too', async () => {
    stubResponses({});
    const status: PlanPanelProps['status'] = {
      changes: { mode: 'none', serial: 0, running: [] },
      source: { kind: 'file', name: 'estate.json' },
    };
    panel([cut], { ...spokes, draft: draftOf(spokes.topology, [cut]), status });
    expect(screen.getByText('Computing reach…')).toBeTruthy();
    expect(await screen.findByText(/^Beyond its own peerings, this plan changes reach: 3 pairs/)).toBeTruthy();
  });
});
