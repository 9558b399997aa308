import { beforeEach, describe, expect, it } from 'vitest';
import { collectAll, createTestBench, SUBSCRIPTION, vnetId } from './harness.ts';

const WORLD = 'vnet hub 10.0.0.0/16 gateway\nvnet spoke 10.1.0.0/16\nvnet far 10.2.0.0/16\nhub <-> far';
const bench = createTestBench(WORLD);
const FAST = { updateIntervalInMs: 5 };
const to = (name: string) => ({ remoteVirtualNetwork: { id: vnetId(name) } });

beforeEach(async () => {
  await bench.control('POST', 'reset');
  await bench.seed(WORLD);
  await bench.control('DELETE', 'faults');
});

describe('the unmodified Azure SDK', () => {
  it('lists subscriptions and tenants', async () => {
    const client = bench.subscriptions();
    const subscriptions = await collectAll(client.subscriptions.list());
    expect(subscriptions.map(({ subscriptionId, displayName, state }) => [subscriptionId, displayName, state])).toEqual([
      [SUBSCRIPTION, 'main', 'Enabled'],
    ]);
    expect((await client.subscriptions.get(SUBSCRIPTION)).tenantId).toBe(subscriptions[0]?.tenantId);
    expect((await collectAll(client.tenants.list())).map((tenant) => tenant.tenantId)).toEqual([subscriptions[0]?.tenantId]);
    expect((await collectAll(client.subscriptions.listLocations(SUBSCRIPTION))).map((location) => location.name)).toContain('westeurope');
  });

  it('lists VNets with their subnets and halves, in a subscription and in a group', async () => {
    const client = bench.network();
    const vnets = await collectAll(client.virtualNetworks.listAll());
    expect(vnets.map((vnet) => vnet.name)).toEqual(['hub', 'spoke', 'far']);
    expect(await collectAll(client.virtualNetworks.list('network'))).toEqual(vnets);
    const [hub] = vnets;
    expect(hub).toMatchObject({
      id: vnetId('hub'),
      location: 'westeurope',
      addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
      provisioningState: 'Succeeded',
      enableDdosProtection: false,
    });
    expect(hub?.subnets?.[0]?.name).toBe('GatewaySubnet');
    expect(hub?.subnets?.[0]?.ipConfigurations?.[0]?.id).toContain('/virtualNetworkGateways/');
    expect(hub?.virtualNetworkPeerings?.[0]).toMatchObject({ name: 'hub-far', peeringState: 'Connected', peeringSyncLevel: 'FullyInSync' });
  });

  it('follows the nextLinks of the sandbox at any page size', async () => {
    const client = bench.network();
    const pages: number[] = [];
    await bench.control('POST', 'paging', { pageSize: 2 });
    for await (const page of client.virtualNetworks.listAll().byPage()) pages.push(page.length);
    expect(pages).toEqual([2, 1]);
  });

  it('creates both halves of a peering, extends one side, syncs the other, and deletes them', async () => {
    const client = bench.network();
    const peerings = client.virtualNetworkPeerings;
    const first = await peerings.beginCreateOrUpdateAndWait('network', 'spoke', 'spoke-hub', to('hub'), FAST);
    expect([first.provisioningState, first.peeringState, first.peeringSyncLevel]).toEqual(['Succeeded', 'Initiated', 'RemoteNotInSync']);
    const second = await peerings.beginCreateOrUpdateAndWait('network', 'hub', 'hub-spoke', to('spoke'), FAST);
    expect([second.peeringState, second.peeringSyncLevel]).toEqual(['Connected', 'FullyInSync']);
    const spoke = await client.virtualNetworks.get('network', 'spoke');
    spoke.addressSpace = { addressPrefixes: ['10.1.0.0/16', '10.9.0.0/16'] };
    await client.virtualNetworks.beginCreateOrUpdateAndWait('network', 'spoke', spoke, FAST);
    const stale = await peerings.get('network', 'hub', 'hub-spoke');
    expect(stale.peeringSyncLevel).toBe('LocalNotInSync');
    expect(stale.remoteAddressSpace?.addressPrefixes).toEqual(['10.1.0.0/16']);
    expect(stale.remoteVirtualNetworkAddressSpace?.addressPrefixes).toEqual(['10.1.0.0/16', '10.9.0.0/16']);
    expect((await peerings.get('network', 'spoke', 'spoke-hub')).peeringSyncLevel).toBe('RemoteNotInSync');
    const synced = await peerings.beginCreateOrUpdateAndWait('network', 'hub', 'hub-spoke', stale, {
      ...FAST,
      syncRemoteAddressSpace: 'true',
    });
    expect([synced.peeringSyncLevel, synced.remoteAddressSpace?.addressPrefixes]).toEqual(['FullyInSync', ['10.1.0.0/16', '10.9.0.0/16']]);
    await peerings.beginDeleteAndWait('network', 'hub', 'hub-spoke', FAST);
    expect((await peerings.get('network', 'spoke', 'spoke-hub')).peeringState).toBe('Disconnected');
    await peerings.beginDeleteAndWait('network', 'spoke', 'spoke-hub', FAST);
    expect(await collectAll(peerings.list('network', 'spoke'))).toEqual([]);
    await peerings.beginDeleteAndWait('network', 'spoke', 'spoke-hub', FAST);
  });

  it('waits while an operation runs', async () => {
    await bench.control('POST', 'clock', { pace: 'polls', polls: 3, retryAfter: 0 });
    const poller = await bench.network().virtualNetworkPeerings.beginCreateOrUpdate('network', 'spoke', 'spoke-hub', to('hub'), FAST);
    const statuses: (string | undefined)[] = [];
    poller.onProgress(({ status }) => statuses.push(status));
    expect((await poller.pollUntilDone()).provisioningState).toBe('Succeeded');
    expect(statuses).toContain('running');
    expect(statuses.at(-1)).toBe('succeeded');
  });

  it('gets a RestError with code, status and message for a request that is rejected immediately', async () => {
    const refused = bench.network().virtualNetworkPeerings.beginCreateOrUpdateAndWait('network', 'hub', 'hub-hub', to('hub'), FAST);
    await expect(refused).rejects.toMatchObject({ name: 'RestError', statusCode: 400, code: 'VnetAddressSpacesOverlap' });
  });

  it('gets a plain error with code and message in its text for an operation that fails', async () => {
    await bench.control('POST', 'faults', { method: 'PUT', effect: 'async-failure', code: 'RetryableError', message: 'Try again.' });
    const failed = bench.network().virtualNetworkPeerings.beginCreateOrUpdateAndWait('network', 'spoke', 'spoke-hub', to('hub'), FAST);
    await expect(failed).rejects.toThrow('The long-running operation has failed. RetryableError. Try again.');
  });

  it('retries 429 with Retry-After by itself', async () => {
    await bench.control('POST', 'faults', { path: '/virtualNetworks/hub', effect: 'throttle', retryAfter: 0, times: 2 });
    const before = bench.sandbox.context.transcript.lines.length;
    expect((await bench.network().virtualNetworks.get('network', 'hub')).name).toBe('hub');
    const lines = bench.sandbox.context.transcript.lines.slice(before);
    expect(lines.map((line) => [line.status, line.fault])).toEqual([
      [429, 'error'],
      [429, 'error'],
      [200, null],
    ]);
  });

  it('creates and deletes subnets', async () => {
    const { subnets } = bench.network();
    const created = await subnets.beginCreateOrUpdateAndWait('network', 'spoke', 'app', { addressPrefix: '10.1.1.0/24' }, FAST);
    expect([created.name, created.addressPrefix, created.provisioningState]).toEqual(['app', '10.1.1.0/24', 'Succeeded']);
    expect((await collectAll(subnets.list('network', 'spoke'))).map((subnet) => subnet.name)).toEqual(['app']);
    await subnets.beginDeleteAndWait('network', 'spoke', 'app', FAST);
    expect(await collectAll(subnets.list('network', 'spoke'))).toEqual([]);
  });

  it('deletes a peered VNet, and its remote half becomes Disconnected', async () => {
    const client = bench.network();
    await client.virtualNetworks.beginDeleteAndWait('network', 'far', FAST);
    const half = await client.virtualNetworkPeerings.get('network', 'hub', 'hub-far');
    expect([half.peeringState, half.remoteVirtualNetworkAddressSpace?.addressPrefixes]).toEqual(['Disconnected', ['10.2.0.0/16']]);
  });
});
