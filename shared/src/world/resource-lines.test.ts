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

describe('lines that add resources without a row', () => {
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
