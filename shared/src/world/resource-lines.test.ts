import { describe, expect, it } from 'vitest';
import { readWorld } from './index.ts';

const VNETS = 'vnet hub 10.0.0.0/16 gateway\nsubnet hub/app 10.0.1.0/24\n';

const read = (lines: string) => {
  const world = readWorld(VNETS + lines);
  if (!world.ok) throw new Error(world.problem);
  return world.value;
};

const problemOf = (lines: string): string => {
  const world = readWorld(VNETS + lines);
  return world.ok ? 'no error' : world.problem;
};

describe('lines that add resources in the form of ARM', () => {
  it('become the bodies of PUTs, with IDs in the resource group of their VNet', () => {
    const { resources, rows } = read('nsg web hub\nnic vm hub/app 10.0.1.4 forwarding nsg=web');
    const group = rows.vnets[0]?.id.replace(/\/virtualNetworks\/.*/, '') ?? '';
    expect(resources.map(({ id }) => id)).toEqual([`${group}/networkSecurityGroups/web`, `${group}/networkInterfaces/vm`]);
    expect(resources[1]).toMatchObject({
      location: 'westeurope',
      body: {
        properties: {
          enableIPForwarding: true,
          networkSecurityGroup: { id: `${group}/networkSecurityGroups/web` },
          ipConfigurations: [
            { name: 'default', properties: { subnet: { id: `${rows.vnets[0]?.id}/subnets/app` }, privateIPAddress: '10.0.1.4' } },
          ],
        },
      },
    });
  });

  it('gather the rules of a security group, and put it on a subnet', () => {
    const { resources, rows } = read(
      'nsg web hub\nrule web ssh deny in tcp 10.0.0.0/8 * port=22 priority=100\nsubnet hub/data 10.0.2.0/24 nsg=web',
    );
    expect(resources).toHaveLength(1);
    expect(resources[0]?.body).toMatchObject({
      properties: {
        securityRules: [{ name: 'ssh', properties: { access: 'Deny', direction: 'Inbound', protocol: 'Tcp', priority: 100 } }],
      },
    });
    expect(rows.vnets[0]?.subnets.find(({ name }) => name === 'data')?.networkSecurityGroupId).toBe(resources[0]?.id);
  });

  it('refer to resources of another group by the line that adds them', () => {
    const { resources } = read(
      'in rg=other\nvnet spoke 10.1.0.0/16\nresolver r hub outbound=app\nruleset rs r corp.example 10.0.0.5 at=spoke links=spoke',
    );
    const ruleset = resources.find(({ id }) => id.endsWith('/dnsForwardingRulesets/rs'));
    const endpoint = resources.find(({ id }) => id.endsWith('/outboundEndpoints/out'));
    expect(ruleset?.id).toContain('/resourceGroups/other/');
    expect(ruleset?.body).toEqual({ properties: { dnsResolverOutboundEndpoints: [{ id: endpoint?.id }] } });
  });

  it('keep further properties of subnets and resources by the end of their IDs', () => {
    const { properties } = read('properties hub/app {"defaultOutboundAccess": false}\nproperties connections/a-to-b {"enableBgp": true}');
    expect(properties).toEqual([
      { path: 'virtualNetworks/hub/subnets/app', properties: { defaultOutboundAccess: false } },
      { path: 'connections/a-to-b', properties: { enableBgp: true } },
    ]);
  });

  it('add rows, with the members of pools and the subnets of security groups', () => {
    const { rows } = read(
      [
        'load-balancer lb hub/app 10.0.1.10',
        'nic nva hub/app 10.0.1.4 forwarding pool=lb',
        'nsg web hub',
        'rule web ssh deny in tcp 10.0.0.0/8 * port=22 priority=100',
        'nic vm hub/app nsg=web',
        'subnet hub/data 10.0.2.0/24 nsg=web',
        'private-endpoint sql hub/data 10.0.2.4',
        'site office hub 192.168.0.0/16 asn=65001',
      ].join('\n'),
    );
    const hub = rows.vnets[0]?.id ?? '';
    const group = hub.replace(/\/virtualNetworks\/.*/, '');
    const configuration = (nic: string) => ({
      id: `${group}/networkInterfaces/${nic}/ipConfigurations/default`,
      subnetId: `${hub}/subnets/app`,
      securityGroupIds: [],
    });
    const nva = { ...configuration('nva'), privateIp: '10.0.1.4' };
    expect(rows.appliances).toEqual([
      { id: `${group}/networkInterfaces/nva`, vnetId: hub, privateIps: ['10.0.1.4'], configurations: [nva] },
    ]);
    expect(rows.interfaces).toEqual([
      {
        id: `${group}/networkInterfaces/vm`,
        vnetId: hub,
        configurations: [configuration('vm')],
        networkSecurityGroupId: `${group}/networkSecurityGroups/web`,
      },
    ]);
    const poolId = `${group}/loadBalancers/lb/backendAddressPools/back`;
    expect(rows.loadBalancers).toMatchObject([
      { frontends: [{ subnetId: `${hub}/subnets/app`, privateIp: '10.0.1.10' }], backends: [{ poolId, configurationId: nva.id }] },
    ]);
    expect(rows.networkSecurityGroups).toMatchObject([
      {
        subnetIds: [`${hub}/subnets/data`],
        rules: [{ name: 'ssh', sources: ['10.0.0.0/8'], destinations: ['*'], destinationPorts: ['22'] }],
      },
    ]);
    expect(rows.privateEndpoints).toMatchObject([{ vnetId: hub, subnetId: `${hub}/subnets/data`, addresses: ['10.0.2.4'] }]);
    expect(rows.localNetworkGateways).toMatchObject([{ prefixes: ['192.168.0.0/16'], asn: 65001 }]);
  });

  it('add the members of the pool of a load balancer on the line of a VNet', () => {
    const { rows } = read(
      'vnet other 10.2.0.0/16 nva=10.2.0.4,10.2.0.5 lb=10.2.0.36 pe=10.2.0.68\nsubnet other/app 10.2.1.0/24 nat=out private',
    );
    const members = rows.appliances.flatMap(({ configurations }) => configurations.map(({ id }) => id));
    expect(new Set(members).size).toBe(2);
    expect(rows.loadBalancers.flatMap(({ backends }) => backends.map(({ configurationId }) => configurationId))).toEqual(members);
    expect(rows.vnets[1]?.subnets.filter(({ name }) => name === 'nva')).toEqual([{ name: 'nva', prefixes: ['10.2.0.0/28'] }]);
    const app = rows.vnets[1]?.subnets.find(({ name }) => name === 'app');
    expect(app).toMatchObject({ defaultOutboundAccess: false, natGatewayId: rows.natGateways[0]?.id });
    expect(rows.natGateways).toMatchObject([
      { subnetIds: [`${rows.vnets[1]?.id}/subnets/app`], publicIpIds: [expect.stringContaining('pip-out')] },
    ]);
  });

  it.each([
    ['nic vm hub', 'line 3: expected the form: nic NAME VNET/SUBNET [IP] [forwarding] [nsg=NSG] [pool=LOAD-BALANCER]'],
    ['nic vm nowhere/app', 'line 3: there is no VNet named "nowhere"'],
    ['rule web ssh deny in tcp * * priority=100', 'below the line "nsg NSG VNET"'],
    ['nsg web hub\nrule web ssh forbid in tcp * * priority=100', 'expected the form: rule NSG NAME allow|deny'],
    ['record corp.example MX @ mail', 'expected the form: record ZONE A|AAAA|CNAME|TXT NAME VALUE… [zone=public]'],
    ['record corp.example constructor www mail', 'expected the form: record ZONE'],
    ['resource loadBalancers/lb at=hub {"sku"', '"{"sku"" is not a JSON object'],
    ['resource loadBalancers at=hub {}', 'expected the form: resource TYPE/NAME at=VNET {…}'],
  ])('say what is wrong with %j', (lines, problem) => {
    expect(problemOf(lines)).toContain(problem);
  });
});
