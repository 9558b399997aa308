import { describe, expect, it } from 'vitest';
import type { ResourceKey } from '../arm/index.ts';
import { readWorld } from '../world/index.ts';
import { buildTopology, type Change, changesAsCode, type Topology } from './index.ts';

const SUB = 'subscription net id=11111111-2222-4333-8444-555555555555\nin sub=net rg=rg-net\n';

const topologyOf = (text: string): Topology => {
  const world = readWorld(`${SUB}${text}`);
  if (!world.ok) throw new Error(world.problem);
  return buildTopology(world.value.rows);
};

const keyIn = (topology: Topology, name: string): ResourceKey =>
  [...topology.vnets.values(), ...topology.ghosts.values()].find((node) => node.name === name)?.key ?? (name as ResourceKey);

const WORLD = 'vnet hub 10.0.0.0/16 gateway\nvnet spoke 10.1.0.0/16\nhub -> spoke Disconnected transit';

describe('changes as code', () => {
  const topology = topologyOf(WORLD);
  const ends = { from: keyIn(topology, 'spoke'), to: keyIn(topology, 'hub') };
  const back = { from: ends.to, to: ends.from };
  const made: Change = { kind: 'put-half', ...ends, flags: { useRemoteGateways: true } };

  it('are commands in their order: what exists is updated, what does not is created', () => {
    const again: Change = { kind: 'put-half', ...ends, flags: { allowAccess: false } };
    expect(
      changesAsCode(topology, [
        { kind: 'put-half', ...back },
        made,
        again,
        { kind: 'sync-half', ...back },
        { kind: 'delete-half', ...back },
      ]).az.split('\n'),
    ).toEqual([
      'az network vnet peering update --subscription 11111111-2222-4333-8444-555555555555 --resource-group rg-net --vnet-name hub --name hub-spoke --set allowVirtualNetworkAccess=true allowForwardedTraffic=false allowGatewayTransit=true useRemoteGateways=false',
      'az network vnet peering create --subscription 11111111-2222-4333-8444-555555555555 --resource-group rg-net --vnet-name spoke --name spoke-to-hub --remote-vnet /subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/hub --allow-vnet-access true --allow-forwarded-traffic false --allow-gateway-transit false --use-remote-gateways true',
      'az network vnet peering update --subscription 11111111-2222-4333-8444-555555555555 --resource-group rg-net --vnet-name spoke --name spoke-to-hub --set allowVirtualNetworkAccess=false allowForwardedTraffic=false allowGatewayTransit=false useRemoteGateways=true',
      'az network vnet peering sync --subscription 11111111-2222-4333-8444-555555555555 --resource-group rg-net --vnet-name hub --name hub-spoke',
      'az network vnet peering delete --subscription 11111111-2222-4333-8444-555555555555 --resource-group rg-net --vnet-name hub --name hub-spoke',
    ]);
  });

  it('are declarations of how the half is to be in the end', () => {
    const { bicep, terraform } = changesAsCode(topology, [made]);
    expect(bicep).toBe(`resource peering_spoke_to_hub 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  name: 'spoke/spoke-to-hub'
  properties: {
    remoteVirtualNetwork: {
      id: '/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/hub'
    }
    allowVirtualNetworkAccess: true
    allowForwardedTraffic: false
    allowGatewayTransit: false
    useRemoteGateways: true
  }
}`);
    expect(terraform).toBe(`resource "azurerm_virtual_network_peering" "peering_spoke_to_hub" {
  name                         = "spoke-to-hub"
  resource_group_name          = "rg-net"
  virtual_network_name         = "spoke"
  remote_virtual_network_id    = "/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/hub"
  allow_virtual_network_access = true
  allow_forwarded_traffic      = false
  allow_gateway_transit        = false
  use_remote_gateways          = true
}`);
  });

  it('say what a declaration cannot', () => {
    const { bicep, terraform } = changesAsCode(topology, [{ kind: 'sync-half', ...back }]);
    expect(bicep).toBe('// sync hub/hub-spoke: use the command; a declaration does not sync by itself');
    expect(terraform).toBe('# sync hub/hub-spoke: use the command; a declaration does not sync by itself');
  });

  it('keep what peers subnets from peering everything', () => {
    const partly = topologyOf(
      'vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\nsubnet a/x 10.0.1.0/24\nsubnet b/y 10.1.1.0/24\na -> b local-subnets=x remote-subnets=y',
    );
    const { bicep, terraform } = changesAsCode(partly, [{ kind: 'put-half', from: keyIn(partly, 'a'), to: keyIn(partly, 'b') }]);
    expect(bicep).toContain(
      "    peerCompleteVnets: false\n    enableOnlyIPv6Peering: false\n    localSubnetNames: [ 'x' ]\n    remoteSubnetNames: [ 'y' ]\n",
    );
    expect(terraform).toContain(
      '  peer_complete_virtual_networks_enabled = false\n  only_ipv6_peering_enabled = false\n  local_subnet_names = ["x"]\n',
    );
  });

  it('never let a name out of its quotes', () => {
    const odd = topologyOf('vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16\nhub -> spoke Initiated');
    const vnets = new Map(
      [...odd.vnets].map(([key, vnet]) => [key, vnet.name === 'spoke' ? { ...vnet, name: `x'; rm -rf ~ #\n\${y}` } : vnet]),
    );
    const code = changesAsCode({ ...odd, vnets }, [{ kind: 'put-half', from: keyIn(odd, 'spoke'), to: keyIn(odd, 'hub') }]);
    expect(code.az.split('\n')).toHaveLength(1);
    expect(code.az).toContain(`--vnet-name 'x'\\''; rm -rf ~ # \${y}'`);
    expect(code.bicep).toContain(`name: 'x\\'; rm -rf ~ # \\\${y}/`);
    expect(code.terraform).toContain(`virtual_network_name         = "x'; rm -rf ~ # $\${y}"`);
  });
});
