import { declareFault } from '@peerscape/sandbox';
import { runRules } from '@peerscape/shared/health';
import { afterEach, describe, expect, test } from 'vitest';
import { type ChangeHarness, createChangeHarness } from './change-harness.ts';

/** Reads the reasons for absent remote VNets through the SDK from a sandbox. */
let harness: ChangeHarness;
afterEach(async () => harness.close());

const PARTNER = '3f0c5f0e-8a51-4c0e-9d1b-6f2f6c1f7b10';
const WORLD = `subscription main
subscription other
subscription partner tenant=${PARTNER}
in sub=main rg=rg-app
vnet app 10.1.0.0/16
vnet gone 10.2.0.0/16 deleted
in sub=main rg=rg-gone
vnet gone-with-group 10.3.0.0/16 deleted
in sub=other rg=rg-secret
vnet secret 10.4.0.0/16 hidden
in sub=partner rg=rg-partner
vnet theirs 10.5.0.0/16
in sub=nowhere rg=rg-x
vnet elsewhere 10.6.0.0/16 deleted
in sub=partner rg=RG_hub_1f2e3d4c
vnet HV_hub_1f2e3d4c 10.7.0.0/16
app -> gone Disconnected
app -> gone-with-group Disconnected
app -> secret Disconnected
app -> theirs Initiated
app -> elsewhere Disconnected
app -> HV_hub_1f2e3d4c Connected name=RemoteVnetToHubPeering_1
HV_hub_1f2e3d4c -> app Connected`;

const reasons = () => Object.fromEntries([...harness.topology().ghosts.values()].map(({ name, reason }) => [name, reason]));
const requestsFor = (name: string) =>
  harness.sandbox.context.transcript.lines.filter(({ url }) => url.includes(`/virtualNetworks/${name}?`)).length;

describe('a remote VNet that is not among those read', () => {
  test('was deleted, is without permission, in another tenant, or behind a virtual hub, as ARM answers', async () => {
    harness = await createChangeHarness(WORLD);
    expect(reasons()).toEqual({
      gone: 'not-found',
      'gone-with-group': 'not-found',
      secret: 'no-permission',
      theirs: 'other-tenant',
      elsewhere: 'other-tenant',
      HV_hub_1f2e3d4c: 'virtual-hub',
    });
    expect(harness.topology().ghosts.get(harness.key('theirs'))?.tenantId).toBe(PARTNER);
    expect(requestsFor('HV_hub_1f2e3d4c')).toBe(0);
  });

  test('gets the remedy that fits the reason', async () => {
    harness = await createChangeHarness(WORLD);
    const { findings } = runRules(harness.topology());
    const of = (name: string) => findings.find(({ code, about }) => code === 'VNP102' && about.keys[1]?.endsWith(`/${name}`));
    expect(of('gone')?.text).toContain('does not exist: Azure returned 404');
    expect(of('gone')?.remedy).toEqual([{ kind: 'delete-half', from: harness.key('app'), to: harness.key('gone') }]);
    expect(of('secret')?.text).toContain('Microsoft.Network/virtualNetworks/read');
    expect(of('secret')?.remedy).toEqual([]);
  });

  test('is not asked for again with every read', async () => {
    harness = await createChangeHarness(WORLD);
    const before = requestsFor('secret');
    await harness.refresh();
    expect([before, requestsFor('secret'), reasons().secret]).toEqual([1, 1, 'no-permission']);
  });

  test.each([
    ['says that a subscription is missing which exists', 'SubscriptionNotFound'],
    ['is not about the VNet', 'InvalidResourceType'],
  ])('has no known reason if the 404 %s', async (_name, code) => {
    const fault = { method: 'GET', path: '/virtualNetworks/gone', status: 404, code, message: `Message of ${code}.` };
    harness = await createChangeHarness('vnet app 10.1.0.0/16\nvnet gone 10.2.0.0/16 deleted\napp -> gone Disconnected', {
      beforeRead: ({ context }) => declareFault(context, { effect: 'error', ...fault }),
    });
    expect(reasons().gone).toBeUndefined();
  });
});
