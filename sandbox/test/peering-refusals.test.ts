import { describe, expect, it } from 'vitest';
import { createTestBench, halfBody, halfId, type Reply, SUBSCRIPTION, vnetId } from './harness.ts';

const bench = createTestBench('vnet hub 10.0.0.0/16');

const put = (from: string, to: string, more: object = {}): Promise<Reply> =>
  bench.send('PUT', halfId(from, to), { body: halfBody(to, more) });

/** Expects a response with exactly this status, code and message in the envelope of Microsoft.Network. */
function expectRefusal(reply: Reply, status: number, code: string, message: string): void {
  expect(reply.status).toBe(status);
  expect(reply.body).toEqual({ error: { code, message, details: [] } });
}

describe('a half is rejected', () => {
  it('when the two address spaces overlap', async () => {
    await bench.seed('vnet hub 10.0.0.0/16\nvnet spoke 10.0.64.0/18 10.9.0.0/16');
    expectRefusal(
      await put('hub', 'spoke'),
      400,
      'VnetAddressSpacesOverlap',
      `Cannot create or update peering ${halfId('hub', 'spoke')}. Virtual networks ${vnetId('hub')} and ${vnetId('spoke')} cannot be peered because their address spaces overlap. Overlapping address prefixes: 10.0.0.0/16, 10.0.64.0/18 For more information please refer to https://aka.ms/VnetPeeringInfo`,
    );
  });

  it('when its remote is its own VNet, which overlaps with itself', async () => {
    await bench.seed('vnet hub 10.0.0.0/16');
    const reply = await put('hub', 'hub');
    expect([reply.status, reply.body.error.code]).toEqual([400, 'VnetAddressSpacesOverlap']);
  });

  it.each(['hub', 'spoke'])('while its VNet or its remote is Updating: %s', async (updating) => {
    await bench.seed(
      `vnet hub 10.0.0.0/16${updating === 'hub' ? ' updating' : ''}\nvnet spoke 10.1.0.0/16${updating === 'spoke' ? ' updating' : ''}`,
    );
    expectRefusal(
      await put('hub', 'spoke'),
      400,
      'ReferencedResourceNotProvisioned',
      `Cannot proceed with operation because resource ${vnetId(updating)} used by resource ${halfId('hub', 'spoke')} is not in Succeeded state. Resource is in Updating state and the last operation that updated/is updating the resource is PutVirtualNetworkOperation.`,
    );
  });

  it('when the address space overlaps with another peer of the remote VNet', async () => {
    await bench.seed('vnet hub 10.0.0.0/16\nvnet one 10.1.0.0/16\nvnet two 10.1.128.0/17\nhub <-> one');
    expectRefusal(
      await put('two', 'hub'),
      400,
      'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet',
      `Cannot create or update peering ${halfId('two', 'hub')}. Virtual networks ${vnetId('two')} and ${vnetId('hub')} cannot be peered because address space of the first virtual network overlaps with address space of virtual network ${vnetId('one')} already peered with the second virtual network. Overlapping address prefixes: 10.1.128.0/17, 10.1.0.0/16 For more information please refer to https://aka.ms/VnetPeeringInfo`,
    );
  });

  it('when an orphaned half to a deleted VNet still occupies the address space', async () => {
    await bench.seed('vnet hub 10.0.0.0/16\nvnet old 10.1.0.0/16 deleted\nvnet new 10.1.0.0/16\nhub -> old Disconnected');
    const reply = await put('hub', 'new');
    expect(reply.body.error.code).toBe('VnetAddressSpaceOverlapsWithAlreadyPeeredVnet');
    expect(reply.body.error.message).toContain(vnetId('old'));
  });

  it('when another half already references the same remote VNet', async () => {
    await bench.seed('vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16\nhub -> spoke Initiated');
    const second = `${vnetId('hub')}/virtualNetworkPeerings/second`;
    expectRefusal(
      await bench.send('PUT', second, { body: halfBody('spoke') }),
      400,
      'AnotherPeeringAlreadyReferencesRemoteVnet',
      `Peering ${halfId('hub', 'spoke')} already references remote virtual network Id: ${vnetId('spoke')}. Cannot add another peering ${second} referencing the same remote virtual network.`,
    );
  });

  it('when its counterpart is Disconnected', async () => {
    await bench.seed('vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16\nhub -> spoke Disconnected');
    expectRefusal(
      await put('spoke', 'hub'),
      400,
      'RemotePeeringIsDisconnected',
      `Cannot create or update peering ${halfId('spoke', 'hub')} because remote peering ${halfId('hub', 'spoke')} referencing parent virtual network ${vnetId('spoke')} is in Disconnected state. Update or re-create the remote peering to get it back to Initiated state. Peering gets Disconnected when remote vnet or remote peering is deleted and re-created.`,
    );
  });

  it('when the remote VNet does not exist', async () => {
    await bench.seed('vnet hub 10.0.0.0/16');
    expectRefusal(
      await put('hub', 'nowhere'),
      400,
      'InvalidGlobalResourceReference',
      `Resource ${vnetId('nowhere')} referenced by resource ${halfId('hub', 'nowhere')} was not found. Please make sure that the referenced resource exists.`,
    );
  });

  it('when its VNet already has five hundred peerings', async () => {
    const spokes = Array.from({ length: 501 }, (_, i) => `spoke${i} 10.${1 + (i >> 8)}.${i & 255}.0/24`);
    const halves = spokes.slice(1).map((spoke) => `hub -> ${spoke.split(' ')[0]} Initiated`);
    await bench.seed(['vnet hub 10.0.0.0/16', ...spokes.map((spoke) => `vnet ${spoke}`), ...halves].join('\n'));
    expectRefusal(
      await put('hub', 'spoke0'),
      400,
      'SandboxPeeringCountLimitReached',
      `Virtual network ${vnetId('hub')} cannot have more than 500 peerings.`,
    );
    expect((await put('hub', 'spoke1')).status).toBe(200);
    expect((await bench.send('DELETE', halfId('hub', 'spoke1'))).status).toBe(202);
    expect((await put('hub', 'spoke0')).status).toBe(201);
  });

  it('when its name is invalid', async () => {
    await bench.seed('vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16');
    const reply = await bench.send('PUT', `${vnetId('hub')}/virtualNetworkPeerings/bad-`, { body: halfBody('spoke') });
    expectRefusal(
      reply,
      400,
      'InvalidResourceName',
      "Resource name bad- is invalid. The name can be up to 80 characters long. It must begin with a word character, and it must end with a word character or with '_'. The name may contain word characters or '.', '-', '_'.",
    );
  });

  it('when its remote is not a VNet ID', async () => {
    await bench.seed('vnet hub 10.0.0.0/16');
    const reply = await bench.send('PUT', halfId('hub', 'x'), { body: { properties: { remoteVirtualNetwork: { id: 'hub' } } } });
    expect([reply.status, reply.body.error.code]).toEqual([400, 'LinkedInvalidPropertyId']);
  });

  it('when its remote would change', async () => {
    await bench.seed('vnet hub 10.0.0.0/16\nvnet one 10.1.0.0/16\nvnet two 10.2.0.0/16\nhub <-> one');
    const reply = await bench.send('PUT', halfId('hub', 'one'), { body: halfBody('two') });
    expect(reply.status).toBe(400);
    expect(reply.body.error.message).toContain('Cannot change remote virtual network');
  });
});

describe('gateway transit', () => {
  const GATEWAY = 'vnet hub 10.0.0.0/16 gateway\nvnet spoke 10.1.0.0/16\n';

  it('cannot be used while the remote has no gateway, not even unverified', async () => {
    await bench.seed('vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16\nhub -> spoke Initiated transit');
    const reply = await put('spoke', 'hub', { useRemoteGateways: true, doNotVerifyRemoteGateways: true });
    expectRefusal(
      reply,
      400,
      'RemoteVnetHasNoGateways',
      `Peering ${halfId('spoke', 'hub')} cannot have UseRemoteGateway flag set to true because remote virtual network ${vnetId('hub')} referenced by the peering does not have any gateways.`,
    );
  });

  it('does not count a bare GatewaySubnet as a gateway', async () => {
    await bench.seed('vnet hub 10.0.0.0/16\nsubnet hub/GatewaySubnet 10.0.1.0/24\nvnet spoke 10.1.0.0/16\nhub -> spoke Initiated transit');
    expect((await put('spoke', 'hub', { useRemoteGateways: true })).body.error.code).toBe('RemoteVnetHasNoGateways');
  });

  it('can only be used after the hub allows it', async () => {
    await bench.seed(`${GATEWAY}hub -> spoke Initiated`);
    const early = await put('spoke', 'hub', { useRemoteGateways: true });
    expect(early.status).toBe(400);
    expect(early.body.error.message).toBe(
      `${halfId('spoke', 'hub')} cannot have UseRemoteGateways flag set to true, because corresponding remote peering has AllowGatewayTransit flag set to false.`,
    );
    expect((await put('hub', 'spoke', { allowGatewayTransit: true })).status).toBe(200);
    expect((await put('spoke', 'hub', { useRemoteGateways: true })).status).toBe(201);
  });

  it('cannot be withdrawn while it is in use', async () => {
    await bench.seed(`${GATEWAY}hub <-> spoke transit | use-gateways`);
    const reply = await put('hub', 'spoke', { allowGatewayTransit: false });
    expect(reply.status).toBe(400);
    expect(reply.body.error.message).toContain('AllowGatewayTransit flag set to false');
    expect((await put('spoke', 'hub')).status).toBe(200);
    expect((await put('hub', 'spoke', { allowGatewayTransit: false })).status).toBe(200);
  });

  it('cannot be used by a VNet with a gateway of its own', async () => {
    await bench.seed('vnet hub 10.0.0.0/16 gateway\nvnet spoke 10.1.0.0/16 gateway\nhub -> spoke Initiated transit');
    expect((await put('spoke', 'hub', { useRemoteGateways: true })).body.error.message).toContain('already has a gateway of its own');
  });

  it('can be used through one half only', async () => {
    await bench.seed(`${GATEWAY}vnet other 10.2.0.0/16 gateway\nhub <-> spoke transit | use-gateways\nother -> spoke Initiated transit`);
    expect((await put('spoke', 'other', { useRemoteGateways: true })).body.error.message).toContain(
      'Only one peering can have this flag set to true',
    );
  });

  it('can be allowed without a gateway', async () => {
    await bench.seed('vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16');
    expect((await put('hub', 'spoke', { allowGatewayTransit: true })).status).toBe(201);
  });
});

describe('permissions on the remote side', () => {
  const HIDDEN = 'subscription partner\nvnet hub 10.0.0.0/16\nvnet far 10.1.0.0/16 hidden';

  it('are checked: without them the response is LinkedAuthorizationFailed', async () => {
    await bench.seed(HIDDEN);
    const reply = await put('hub', 'far');
    expect([reply.status, reply.body.error.code]).toEqual([403, 'LinkedAuthorizationFailed']);
    expect(reply.body.error.message).toContain(
      `it does not have permission to perform action 'Microsoft.Network/virtualNetworks/peer/action' on the linked scope(s) '${vnetId('far')}' or the linked scope(s) are invalid.`,
    );
    expect(reply.body.error).not.toHaveProperty('details');
  });

  it('fail for a subscription that does not exist', async () => {
    await bench.seed('vnet hub 10.0.0.0/16');
    const id = vnetId('spoke').replace(SUBSCRIPTION, '11111111-1111-1111-1111-111111111111');
    const reply = await bench.send('PUT', halfId('hub', 'x'), { body: { properties: { remoteVirtualNetwork: { id } } } });
    expect([reply.status, reply.body.error.code]).toEqual([403, 'LinkedAuthorizationFailed']);
    expect(reply.body.error.message).toContain("however the linked subscription '11111111-1111-1111-1111-111111111111' was not found.");
  });

  it('in another tenant require a token of that tenant', async () => {
    const tenant = '22222222-2222-2222-2222-222222222222';
    await bench.seed(`subscription other tenant=${tenant}\nvnet hub 10.0.0.0/16\nin sub=other\nvnet far 10.1.0.0/16`);
    const { rows } = await bench.control('GET', 'world');
    const { id } = rows.vnets.find((vnet: { id: string }) => vnet.id.endsWith('/far'));
    const body = { properties: { remoteVirtualNetwork: { id } } };
    const alone = await bench.send('PUT', halfId('hub', 'far'), { body });
    expect([alone.status, alone.body.error.code]).toEqual([403, 'LinkedAuthorizationFailed']);
    expect(alone.body.error.message).toContain('is not authorized to access linked subscription');
    const token = bench.sandbox.context.tokens.issue({ tenantId: tenant });
    const withAuxiliary = await bench.send('PUT', halfId('hub', 'far'), {
      body,
      headers: { 'x-ms-authorization-auxiliary': `Bearer ${token}` },
    });
    expect(withAuxiliary.status).toBe(201);
  });

  it('can be revoked for a single action', async () => {
    await bench.seed('vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16');
    await bench.control('POST', 'access', { deny: vnetId('spoke'), actions: ['Microsoft.Network/virtualNetworks/peer/action'] });
    expect((await put('hub', 'spoke')).body.error.code).toBe('LinkedAuthorizationFailed');
    await bench.control('POST', 'access', { restore: vnetId('spoke') });
    expect((await put('hub', 'spoke')).status).toBe(201);
  });
});

describe('the order of the checks', () => {
  it('reports the duplicate before the overlap, and the overlap before the Disconnected counterpart', async () => {
    await bench.seed('vnet hub 10.0.0.0/16\nvnet spoke 10.0.0.0/16\nspoke -> hub Disconnected\nhub -> spoke Disconnected');
    expect((await bench.send('PUT', `${vnetId('hub')}/virtualNetworkPeerings/second`, { body: halfBody('spoke') })).body.error.code).toBe(
      'AnotherPeeringAlreadyReferencesRemoteVnet',
    );
    expect((await bench.send('DELETE', halfId('hub', 'spoke'))).status).toBe(202);
    expect((await put('hub', 'spoke')).body.error.code).toBe('VnetAddressSpacesOverlap');
  });

  it('reports a missing VNet before any problem of its half', async () => {
    await bench.seed('vnet hub 10.0.0.0/16');
    expect((await put('gone', 'hub')).body.error.code).toBe('ResourceNotFound');
  });
});
