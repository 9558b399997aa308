import { runControlAction } from '@peerscape/sandbox';
import type { Intent } from '@peerscape/shared/plan';
import { afterEach, describe, expect, test } from 'vitest';
import { type ChangeHarness, createChangeHarness } from './change-harness.ts';

/** Tests that plans report locks, deny assignments and managed resource groups before they are applied. */
let harness: ChangeHarness;
afterEach(async () => harness.close());

const WORLD = 'subscription main\nin sub=main rg=rg-net\nvnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nhub <-> a';
const control = (name: string, fields: Record<string, unknown>) => runControlAction(harness.sandbox.context, 'POST', name, fields);
const groupOf = (name: string) => harness.key(name).replace(/\/providers\/.*/, '');
const planFor = async (kind: 'delete' | 'connect', a: string, b: string) => {
  const [from, to] = [harness.key(a), harness.key(b)];
  const intent: Intent = kind === 'delete' ? { kind, from, to } : { kind, a: from, b: to };
  return harness.changes.createPlan([intent]);
};
const textsOf = (notices: readonly { readonly text: string }[]) => notices.map(({ text }) => text);

describe('a lock', () => {
  test('CanNotDelete blocks a plan that deletes under it and names the step; creating is allowed', async () => {
    harness = await createChangeHarness(WORLD);
    control('locks', { lock: 'hub', level: 'CanNotDelete', name: 'keep', notes: 'Ask Ada' });
    const { plan } = await planFor('delete', 'hub', 'a');
    expect(textsOf(plan.blockers)).toEqual([
      'The CanNotDelete lock keep (“Ask Ada”) on virtual network hub blocks the following: delete hub → a. An Owner or User Access Administrator of that scope can remove it.',
    ]);
    expect(plan.blockers[0]).toMatchObject({
      code: 'locked',
      arm: 'ScopeLocked',
      half: { from: harness.key('hub'), to: harness.key('a') },
    });
    expect((await planFor('connect', 'hub', 'b')).plan.blockers).toEqual([]);
  });

  test.each([
    ['the subscription', 'main', /on subscription [0-9a-f-]+ blocks the following: create/],
    ['the resource group', 'rg', /on resource group rg-net blocks the following: create/],
  ])('ReadOnly on %s blocks writes of everything below', async (_name, scope, text) => {
    harness = await createChangeHarness(WORLD);
    control('locks', { lock: scope === 'rg' ? groupOf('hub') : scope, level: 'ReadOnly' });
    const { plan } = await planFor('connect', 'hub', 'b');
    expect(textsOf(plan.blockers)).toEqual([expect.stringMatching(text), expect.stringMatching(text)]);
  });

  test('on one half blocks that half only', async () => {
    harness = await createChangeHarness(WORLD);
    control('locks', { lock: `${harness.key('hub')}/virtualNetworkPeerings/hub-a`, level: 'ReadOnly' });
    expect((await planFor('connect', 'hub', 'b')).plan.blockers).toEqual([]);
    expect((await planFor('delete', 'hub', 'a')).plan.blockers).toHaveLength(1);
  });

  test('that cannot be read is not checked, which the plan says', async () => {
    harness = await createChangeHarness(WORLD);
    control('access', { deny: harness.key('hub'), actions: ['Microsoft.Authorization/locks/read'] });
    const { plan } = await planFor('delete', 'hub', 'a');
    expect(plan.blockers).toEqual([]);
    expect(textsOf(plan.unchecked)).toEqual([expect.stringMatching(/^Locks on hub were not checked: /)]);
  });

  test('that was set after the plan refuses the step in ARM’s words, with advice', async () => {
    harness = await createChangeHarness(WORLD);
    const plan = await planFor('delete', 'hub', 'a');
    control('locks', { lock: 'hub' });
    const apply = await harness.waitForEnd((await harness.begin(plan)).id);
    const failed = apply.steps.find(({ state }) => state === 'failed');
    expect(failed?.problem?.arm?.code).toBe('ScopeLocked');
    expect(failed?.problem?.detail).toContain('can remove the lock');
  });
});

describe('a managed resource group', () => {
  const manager = '/subscriptions/s/resourceGroups/rg-apps/providers/Microsoft.Solutions/applications/portal';

  test('is named in every plan that changes a VNet in it', async () => {
    harness = await createChangeHarness(WORLD);
    control('managed', { group: groupOf('hub'), managedBy: manager });
    const { plan } = await planFor('delete', 'hub', 'a');
    expect(textsOf(plan.notes)).toEqual([
      'a, hub are in resource group rg-net, which portal (Microsoft.Solutions/applications) manages. It may block or revert this change; make it there instead.',
    ]);
  });

  test('with a deny assignment has a note, and Azure’s refusal has advice', async () => {
    harness = await createChangeHarness(WORLD);
    control('managed', { group: groupOf('hub'), managedBy: manager, denyAssignment: 'System deny' });
    const plan = await planFor('delete', 'hub', 'a');
    expect(textsOf(plan.plan.notes)).toContainEqual(
      expect.stringContaining(
        'The deny assignment System deny on resource group rg-net blocks the following for all principals except those that it excludes: delete',
      ),
    );
    const apply = await harness.waitForEnd((await harness.begin(plan)).id);
    expect(apply.steps[0]?.problem?.arm?.code).toBe('DenyAssignmentAuthorizationFailed');
    expect(apply.steps[0]?.problem?.detail).toContain('A deny assignment blocks this change');
  });
});
