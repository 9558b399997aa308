import type { Intent } from '@peerscape/shared/plan';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { applyOf, planOn, world } from '../testing/plans.ts';
import { type Answer, answerWith, draftOf, refusal, show } from '../testing/show.tsx';
import { PlanPanel } from './plan-panel.tsx';
import type { PlanPanelProps } from './plan-panel-props.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const { topology, key } = world('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nhub <-> b\n');
const connect: Intent = { kind: 'connect', a: key('hub'), b: key('a') };
const remove: Intent = { kind: 'delete', from: key('hub'), to: key('b') };
const SANDBOX = { kind: 'sandbox', name: 'course' } as const;
const AZURE = { kind: 'azure', name: 'Azure public' } as const;
const TENANT = { id: '72f988bf-86f1-41af-91ab-2d7cd011db47', domain: 'contoso.onmicrosoft.com' };

function panel(intents: readonly Intent[], more: Partial<PlanPanelProps> = {}) {
  const props: PlanPanelProps = {
    topology,
    status: { changes: { mode: 'allowed', serial: 1, running: [] }, source: SANDBOX },
    readAt: '2026-11-22T10:40:00.000Z',
    draft: draftOf(topology, intents),
    onOpenApply: vi.fn(),
    onRefresh: vi.fn(),
    onClose: vi.fn(),
    onCopy: vi.fn(),
    onSay: vi.fn(),
    ...more,
  };
  return { ...show(<PlanPanel {...props} />), props };
}

const made = (intents: readonly Intent[], more = {}): Answer => ({ status: 201, body: planOn(topology, intents, more) });
const applyButton = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>('button', { name });

test('the review shows every write by peering, in words, counted, with how long it takes', async () => {
  const asked = answerWith({ '/api/plans': [made([connect])] });
  panel([connect]);
  expect(await screen.findByRole('heading', { name: 'Plan: 2 to create, 0 to change, 0 to sync, 0 to delete' })).toBeTruthy();
  const group = within(screen.getByRole('region', { name: /hub – a|a – hub/ }));
  expect(group.getAllByRole('listitem')).toHaveLength(2);
  expect(group.getByText('Create the half hub → a.')).toBeTruthy();
  expect(screen.getByText(/^About 40 s: (hub|a) is in 2 writes, one after the other\.$/)).toBeTruthy();
  expect(asked).toEqual([{ path: '/api/plans', body: { intents: [connect] } }]);
});

test('the heading takes the focus, so that what opened is heard', async () => {
  answerWith({ '/api/plans': [made([connect])] });
  panel([connect]);
  await waitFor(() => expect(document.activeElement?.tagName).toBe('H2'));
});

test('applying sends the plan as it was shown, clears the draft and leads to the apply', async () => {
  const plan = planOn(topology, [connect]);
  const asked = answerWith({
    '/api/plans': [{ status: 201, body: plan }],
    '/api/applies': [{ status: 202, body: applyOf(plan, 'planned') }],
  });
  const { user, props } = panel([connect]);
  await user.dblClick(await applyButton('Apply 2 changes'));
  await waitFor(() => expect(props.onOpenApply).toHaveBeenCalledWith('apply-1'));
  expect(props.draft.clear).toHaveBeenCalledOnce();
  const sent = asked.filter(({ path }) => path === '/api/applies');
  expect(sent).toHaveLength(1);
  expect(sent[0]?.body).toMatchObject({ plan: 'plan-1', hash: 'hash-1', key: expect.stringMatching(/^[0-9a-f]{32}$/) });
});

test('a reply that is lost is asked for again with the same key', async () => {
  const plan = planOn(topology, [connect]);
  const asked = answerWith({
    '/api/plans': [{ status: 201, body: plan }],
    '/api/applies': ['lost', { status: 202, body: applyOf(plan, 'planned') }],
  });
  const { user, props } = panel([connect]);
  await user.click(await applyButton('Apply 2 changes'));
  await waitFor(() => expect(props.onOpenApply).toHaveBeenCalled(), { timeout: 3000 });
  const keys = asked.filter(({ path }) => path === '/api/applies').map(({ body }) => (body as { key: string }).key);
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
});

test('deletions are set apart and ask for a tick of their own', async () => {
  answerWith({ '/api/plans': [made([remove])] });
  const { user } = panel([remove]);
  expect((await applyButton('Apply 2 changes')).disabled).toBe(true);
  expect(within(screen.getByRole('region', { name: 'What will be deleted' })).getByText('Delete the half hub → b.')).toBeTruthy();
  await user.click(screen.getByRole('checkbox', { name: 'Delete 2 halves' }));
  expect((await applyButton('Apply 2 changes')).disabled).toBe(false);
});

test('a plan that became stale says what changed and is made anew on demand', async () => {
  const plans = [made([connect]), made([connect], { id: 'plan-2' })];
  const asked = answerWith({
    '/api/plans': plans,
    '/api/applies': [refusal(409, 'plan-stale', 'Azure has changed since the plan was made', 'hub → a: is there. Nothing was sent.')],
  });
  const { user, props } = panel([connect]);
  await user.click(await applyButton('Apply 2 changes'));
  expect(await screen.findByText(/hub → a: is there\. Nothing was sent\./)).toBeTruthy();
  expect(props.draft.clear).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: 'Make the plan anew' }));
  await waitFor(() => expect(screen.queryByText(/Nothing was sent\./)).toBeNull());
  expect(asked.filter(({ path }) => path === '/api/plans')).toHaveLength(2);
});

test('a plan that was applied already leads to its apply', async () => {
  answerWith({
    '/api/plans': [made([connect])],
    '/api/applies': [refusal(409, 'plan-used', 'That plan has been applied already')],
    '/api/plan': [made([connect], { apply: 'apply-7' })],
  });
  const { user, props } = panel([connect]);
  await user.click(await applyButton('Apply 2 changes'));
  await user.click(await applyButton('Open that apply'));
  await waitFor(() => expect(props.onOpenApply).toHaveBeenCalledWith('apply-7'));
});

test('what Azure would refuse stands first, and nothing can be applied', async () => {
  const self: Intent = { kind: 'connect', a: key('hub'), b: key('hub') };
  answerWith({ '/api/plans': [made([self])] });
  panel([self]);
  expect(await screen.findByText('Azure would refuse this plan')).toBeTruthy();
  expect((await applyButton(/^Apply/)).disabled).toBe(true);
});

test('missing rights are named with action, place and the smallest role', async () => {
  const missingRights = [
    {
      action: 'Microsoft.Network/virtualNetworks/peer/action',
      scope: '/x/hub',
      role: 'Network Contributor',
      text: 'You may not peer hub.',
    },
  ];
  answerWith({ '/api/plans': [made([connect], { missingRights })] });
  panel([connect]);
  const rights = within(await screen.findByRole('region', { name: 'Rights that are missing' }));
  expect(rights.getByText('You may not peer hub.')).toBeTruthy();
  expect(rights.getByText('Microsoft.Network/virtualNetworks/peer/action')).toBeTruthy();
  expect(rights.getByText(/the smallest built-in role that has it is Network Contributor\./)).toBeTruthy();
  expect((await applyButton(/^Apply/)).disabled).toBe(true);
});

test('a server that sees another Azure than this page is said, with both counts', async () => {
  const plan = planOn(topology, [connect]);
  answerWith({ '/api/plans': [{ status: 201, body: { ...plan, plan: { ...plan.plan, basedOn: 'another' } } }] });
  const { user, props } = panel([connect]);
  expect(await screen.findByText('Azure has changed since this page was read')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Read again' }));
  expect(props.onRefresh).toHaveBeenCalled();
});

test('a plan that cannot be made says why in Azure’s own words and is tried again', async () => {
  const arm = { code: 'AuthorizationFailed', message: 'The client does not have authorization' };
  answerWith({
    '/api/plans': [{ status: 502, body: { title: 'hub could not be read', status: 502, code: 'azure', arm } }, made([connect])],
  });
  const { user } = panel([connect]);
  expect(await screen.findByText('The client does not have authorization')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await applyButton('Apply 2 changes')).toBeTruthy();
});

test('a wish can be taken out', async () => {
  answerWith({ '/api/plans': [made([connect, remove])] });
  const { user, props } = panel([connect, remove]);
  await user.click(await screen.findByRole('button', { name: 'Take out: Delete the peering hub – b' }));
  expect(props.draft.remove).toHaveBeenCalledWith(1);
});

test('while changes are off, the switch stands where applying would; one click allows them on the sandbox', async () => {
  const asked = answerWith({ '/api/plans': [made([connect])], '/api/mode': [refusal(500, 'fault', 'The switch is stuck')] });
  const { user } = panel([connect], { status: { changes: { mode: 'read-only', serial: 1, running: [] }, source: SANDBOX } });
  await user.click(await applyButton('Allow changes'));
  expect(screen.queryByRole('button', { name: /^Apply/ })).toBeNull();
  expect(asked.at(-1)).toEqual({ path: '/api/mode', body: { mode: 'allowed' } });
  expect(await screen.findByText('The switch is stuck')).toBeTruthy();
});

test('on Azure, allowing changes asks for the name of the tenant', async () => {
  const asked = answerWith({ '/api/plans': [made([connect])], '/api/mode': [refusal(500, 'fault', 'The switch is stuck')] });
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
  await waitFor(() => expect(asked.at(-1)).toEqual({ path: '/api/mode', body: { mode: 'allowed', confirm: TENANT.domain } }));
});

test('without Azure behind the map, the page shows its own plan and code, and says why nothing can be applied', async () => {
  const asked = answerWith({});
  const file = { kind: 'file', name: 'estate.json' } as const;
  const { user } = panel([connect], { status: { changes: { mode: 'none', serial: 0, running: [] }, source: file } });
  expect(await screen.findByText('There is no Azure behind this map')).toBeTruthy();
  expect(screen.getByText('Create the half hub → a.')).toBeTruthy();
  await user.click(screen.getByText('The plan as code'));
  expect(await screen.findByText(/az network vnet peering create/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Save peerscape-plan.sh' })).toBeTruthy();
  expect(asked).toEqual([]);
});

test('an undo says how many halves it gives back and leaves the draft alone', async () => {
  const undo = planOn(topology, [remove], { kind: 'undo', undoes: 'apply-1' });
  const asked = answerWith({
    '/api/undo': [{ status: 201, body: undo }],
    '/api/applies': [{ status: 202, body: applyOf(undo, 'planned') }],
  });
  const { user, props } = panel([], { undoes: 'apply-1' });
  expect(await screen.findByRole('heading', { name: 'Give back 2 halves as they were' })).toBeTruthy();
  expect(asked[0]).toEqual({ path: '/api/undo', body: { apply: 'apply-1' } });
  await user.click(screen.getByRole('checkbox', { name: 'Delete 2 halves' }));
  await user.click(await applyButton('Apply 2 changes'));
  await waitFor(() => expect(props.onOpenApply).toHaveBeenCalled());
  expect(props.draft.clear).not.toHaveBeenCalled();
});

test('an empty draft says what makes a wish', () => {
  answerWith({});
  panel([]);
  expect(screen.getByRole('heading', { name: 'The draft is empty' })).toBeTruthy();
});
