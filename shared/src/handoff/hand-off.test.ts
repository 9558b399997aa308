import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { ResourceKey } from '../arm/index.ts';
import { runRules } from '../health/index.ts';
import { makePlan } from '../plan/index.ts';
import { toFixture, visibleTopology } from '../testing/fixtures.ts';
import type { Change, Topology } from '../topology/index.ts';
import { loadWorld } from '../world/index.ts';
import { handOffTexts } from './hand-off.ts';

const topology = visibleTopology(
  toFixture(`# A hub and a spoke of one organization, and VNets of partners that cannot be read
subscription ours id=00000000-0000-4000-8000-000000000001
subscription theirs id=00000000-0000-4000-8000-000000000002
in sub=ours rg=rg-hub
vnet hub 10.0.0.0/16 gateway
in sub=ours rg=rg-spokes
vnet spoke 10.1.0.0/16
in sub=theirs rg=rg-(net)
vnet partner 172.16.0.0/16 hidden
vnet friend 172.17.0.0/16 hidden
hub -> partner Initiated
hub -> friend Connected name=to-friend
hub -> spoke Connected forwarded name=to-spoke
spoke -> hub Connected name=to-hub
`),
);

const keyOf = (name: string): ResourceKey =>
  [...topology.vnets.keys(), ...topology.ghosts.keys()].find((key) => key.endsWith(`/${name}`)) ?? ('' as ResourceKey);

const put = (from: string, to: string, flags = {}): Change => ({ kind: 'put-half', from: keyOf(from), to: keyOf(to), flags });
const sync = (from: string, to: string): Change => ({ kind: 'sync-half', from: keyOf(from), to: keyOf(to) });
const remove = (from: string, to: string): Change => ({ kind: 'delete-half', from: keyOf(from), to: keyOf(to) });
const textsFor = (...changes: Change[]) => handOffTexts(topology, changes);

describe('a half that someone else must create', () => {
  const texts = textsFor(put('partner', 'hub', { allowForwarded: true }));

  it('describes who must make which change', () => {
    expect(texts.who).toBe('the owner of partner (resource group rg-(net), subscription 00000000-0000-4000-8000-000000000002)');
    expect(texts.sentence).toBe('Create the half partner → hub (Allow forwarded traffic: Yes).');
    expect(texts.settings.map(({ setting, value }) => `${setting}: ${value}`)).toEqual([
      'Action: Create',
      'Name: partner-hub',
      'Virtual network: /subscriptions/00000000-0000-4000-8000-000000000002/resourceGroups/rg-(net)/providers/Microsoft.Network/virtualNetworks/partner',
      'Remote virtual network: /subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/hub',
      'Allow virtual network access: Yes',
      'Allow forwarded traffic: Yes',
      'Allow gateway transit: No',
      'Use remote gateways: No',
    ]);
  });

  it('lists the required permissions on both VNets', () => {
    expect(texts.role.actions.map(({ action, scope }) => `${action} on ${scope.split('/').pop()}`)).toEqual([
      'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write on partner',
      'Microsoft.Network/virtualNetworks/peer/action on hub',
    ]);
  });

  it('is an az command in Bash', () => {
    expect(`\n${texts.bash}`).toBe(String.raw`
# Create the half partner → hub (Allow forwarded traffic: Yes)
az network vnet peering create \
  '--subscription=00000000-0000-4000-8000-000000000002' \
  '--resource-group=rg-(net)' \
  '--vnet-name=partner' \
  '--name=partner-hub' \
  '--remote-vnet=/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/hub' \
  '--allow-vnet-access=true' \
  '--allow-forwarded-traffic=true' \
  '--allow-gateway-transit=false' \
  '--use-remote-gateways=false'
`);
  });

  it('bypasses cmd.exe in PowerShell only when a name requires it', () => {
    expect(texts.powershell).toContain("\n& $az network vnet peering create `\n  '--subscription=");
    expect(texts.powershell).toContain("\nif ($LASTEXITCODE -ne 0) { throw 'az failed' }\n");
    expect(textsFor(sync('spoke', 'hub')).powershell).toMatch(/^# Sync .*\naz network vnet peering sync `\n/);
  });

  it('is a Bicep resource', () => {
    expect(`\n${texts.bicep}`).toBe(`
// Deploy to resource group rg-(net) in subscription 00000000-0000-4000-8000-000000000002 (00000000-0000-4000-8000-000000000002)

resource vnet1 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: 'partner'
}

// Create the half partner → hub (Allow forwarded traffic: Yes)
resource half1 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: vnet1
  name: 'partner-hub'
  properties: {
    remoteVirtualNetwork: {
      id: '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/hub'
    }
    allowVirtualNetworkAccess: true
    allowForwardedTraffic: true
    allowGatewayTransit: false
    useRemoteGateways: false
  }
}
`);
  });

  it('is a Terraform resource', () => {
    expect(`\n${texts.terraform}`).toBe(`
# Create the half partner → hub (Allow forwarded traffic: Yes), in subscription 00000000-0000-4000-8000-000000000002 (00000000-0000-4000-8000-000000000002)
resource "azurerm_virtual_network_peering" "half_1" {
  name                         = "partner-hub"
  resource_group_name          = "rg-(net)"
  virtual_network_name         = "partner"
  remote_virtual_network_id    = "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/hub"
  allow_virtual_network_access = true
  allow_forwarded_traffic      = true
  allow_gateway_transit        = false
  use_remote_gateways          = false
}
`);
  });
});

describe('a half that exists', () => {
  it('is updated with the changed settings in az, and declared completely in templates', () => {
    const { bash, bicep, terraform } = textsFor(put('hub', 'spoke', { allowTransit: true }));
    expect(bash).toMatch(/peering update [\s\S]*'--name=to-spoke' \\\n {2}'--set=allowGatewayTransit=true'\n$/);
    expect(bicep).toMatch(/allowForwardedTraffic: true\n {4}allowGatewayTransit: true\n/);
    expect(terraform).toMatch(
      /^# Change [\s\S]*import \{\n {2}to = azurerm_virtual_network_peering.half_1\n {2}id = "[^"]*\/virtualNetworkPeerings\/to-spoke"/,
    );
    expect(terraform).toMatch(/allow_forwarded_traffic +=/);
  });

  it('is synced with az and with a Terraform trigger, but not with Bicep', () => {
    const { bash, bicep, terraform, settings } = textsFor(sync('spoke', 'hub'));
    expect(bash).toMatch(/az network vnet peering sync [\s\S]*'--name=to-hub'\n$/);
    expect(bicep).toContain(
      '// Sync the half spoke → hub with the current address space of hub. Bicep cannot sync a half; run:\n// az network',
    );
    expect(bicep).not.toContain('\nresource');
    expect(terraform).toMatch(/triggers +=\s\{ remote_address_space = "10\.0\.0\.0\/16" \}/);
    expect(settings).toContainEqual({ half: 'spoke → hub', setting: 'Address space to sync', value: '10.0.0.0/16' });
  });

  it('is deleted with az, and templates contain a comment', () => {
    const { bash, bicep, terraform, role } = textsFor(remove('hub', 'partner'));
    expect(bash).toMatch(/az network vnet peering delete [\s\S]*'--name=hub-partner'\n$/);
    expect(bicep).toContain('Bicep cannot delete a half');
    expect(terraform).toContain('remove its resource and apply');
    expect(`${bicep}${terraform}`).not.toMatch(/^(resource|import)/m);
    expect(role.actions).toMatchObject([{ action: expect.stringMatching(/\/delete$/) }]);
  });

  it('has a placeholder for its name when it cannot be read, and a command to find it', () => {
    const { bash, terraform, settings } = textsFor(put('friend', 'hub', { allowAccess: true }));
    expect(bash).toContain('az network vnet peering update');
    expect(bash).toContain("# az network vnet peering list '--subscription=");
    expect(bash).toContain("'--name=<name of the half>'");
    expect(terraform).toContain('replace the name');
    expect(settings).toContainEqual({ half: 'friend → hub', setting: 'Name', value: 'Not known (the half exists but cannot be read)' });
  });
});

describe('several changes', () => {
  const orderOf = (...changes: Change[]) => [...textsFor(...changes).sentence.matchAll(/half (\S+ → [\w-]+)/g)].map(([, half]) => half);
  const useGateway = put('spoke', 'hub', { useRemoteGateways: true });
  const allowTransit = put('hub', 'spoke', { allowTransit: true });
  const stopUsingGateway = put('spoke', 'hub', { useRemoteGateways: false });
  const stopAllowingTransit = put('hub', 'spoke', { allowTransit: false });

  it('allow transit before it is used, and stop using it before it is turned off', () => {
    expect(orderOf(useGateway, allowTransit)).toEqual(['hub → spoke', 'spoke → hub']);
    expect(orderOf(allowTransit, useGateway)).toEqual(['hub → spoke', 'spoke → hub']);
    expect(orderOf(stopAllowingTransit, stopUsingGateway)).toEqual(['spoke → hub', 'hub → spoke']);
  });

  it('keep their order otherwise, and always within one half', () => {
    expect(orderOf(sync('spoke', 'hub'), put('partner', 'hub'), sync('hub', 'spoke'))).toEqual([
      'spoke → hub',
      'partner → hub',
      'hub → spoke',
    ]);
    expect(textsFor(useGateway, stopUsingGateway, stopAllowingTransit).sentence).toMatch(/gateways: Yes.*gateways: No.*transit: No/);
  });

  it('create a half again after its deletion, with the given name', () => {
    const { bash } = textsFor(remove('hub', 'spoke'), { ...put('hub', 'spoke'), kind: 'put-half', name: 'fresh' }, sync('hub', 'spoke'));
    expect([...bash.matchAll(/peering (\w+) /g)].map(([, verb]) => verb)).toEqual(['delete', 'create', 'sync']);
    expect([...bash.matchAll(/--name=([\w-]+)/g)].map(([, name]) => name)).toEqual(['to-spoke', 'fresh', 'fresh']);
  });

  it('stop at the first command that fails', () => {
    const { bash } = textsFor(allowTransit, useGateway);
    const { stdout, status } = spawnSync('sh', ['-s'], { input: `az() { echo tried; return 3; }\n${bash}`, encoding: 'utf8' });
    expect([stdout, status]).toEqual(['tried\n', 3]);
  });

  it('depend on each other in templates, with one file per resource group and one provider per subscription', () => {
    const { bicep, terraform } = textsFor(allowTransit, put('partner', 'hub'), put('spoke', 'hub', { allowForwarded: false }));
    expect(bicep.match(/File \d of 3\. Deploy to resource group \S+/g)).toHaveLength(3);
    expect(terraform).toContain('alias           = "subscription_2"');
    expect(terraform.match(/provider +=\sazurerm\.subscription_\d/g)).toHaveLength(5);
    expect(terraform).toMatch(/half_3"[\s\S]*depends_on +=\s\[azurerm_virtual_network_peering\.half_2\]/);
    const { bicep: one } = textsFor(put('partner', 'hub'), put('friend', 'hub', { allowAccess: true }));
    expect(one).toMatch(/parent: vnet2[\s\S]*dependsOn: \[\n {4}half1\n {2}\]/);
  });

  it('of one half are one declaration in templates, and one command each in az', () => {
    const { bash, bicep, terraform } = textsFor(allowTransit, sync('hub', 'spoke'), put('hub', 'spoke', { allowForwarded: false }));
    expect([...bash.matchAll(/peering (\w+) /g)].map(([, verb]) => verb)).toEqual(['update', 'sync', 'update']);
    expect(terraform.match(/^resource/gm)).toHaveLength(1);
    expect(terraform).toMatch(/allow_forwarded_traffic +=\sfalse\n {2}allow_gateway_transit +=\strue[\s\S]*triggers +=/);
    expect(terraform).toContain('# Sync the half hub → spoke');
    expect(bicep.match(/virtualNetworkPeerings@/g)).toHaveLength(1);
    expect(bicep).toMatch(/allowForwardedTraffic: false\n {4}allowGatewayTransit: true[\s\S]*Bicep cannot sync a half/);
  });

  it('are empty without changes', () => {
    expect(textsFor()).toMatchObject({ who: '', sentence: '', settings: [], bash: '', bicep: '', terraform: '' });
  });
});

it('an unknown VNet is named by its full ID', () => {
  const far = '/subscriptions/s/resourcegroups/g/providers/microsoft.network/virtualnetworks/gone' as ResourceKey;
  const empty: Topology = { ...topology, vnets: new Map(), ghosts: new Map(), peerings: new Map() };
  const { bash } = handOffTexts(empty, [{ kind: 'put-half', from: keyOf('hub'), to: far }]);
  expect(bash).toContain(`'--remote-vnet=${far}'`);
});

describe('the findings of contoso', () => {
  const world = loadWorld('contoso');
  const contoso = world.ok ? visibleTopology(world.value) : topology;
  const findings = runRules(contoso).findings.map(({ id, remedy, handOff }) => ({ id, changes: [...remedy, ...handOff] }));
  const withChanges = findings.filter(({ changes }) => changes.length > 0);

  it('have changes to describe', () => {
    expect(withChanges.length).toBeGreaterThan(3);
  });

  it.each(withChanges)('$id gives one command per change, with full IDs', ({ changes }) => {
    const { bash, settings, role, who } = handOffTexts(contoso, changes);
    const az = 'az() { printf "%s\\n" "$*"; }\n';
    const { stdout, status, stderr } = spawnSync('/bin/sh', ['-s'], { input: az + bash, encoding: 'utf8', env: { PATH: '/nowhere' } });
    expect([status, stderr, stdout.trim().split('\n').length]).toEqual([0, '', changes.length]);
    for (const line of stdout.trim().split('\n'))
      expect(line).toMatch(/--subscription=[\da-f-]{36} --resource-group=\S+ --vnet-name=\S+ --name=/);
    for (const { setting, value } of settings)
      if (/network$/.test(setting)) expect(value).toMatch(/^\/subscriptions\/.+\/virtualNetworks\//);
    expect(role.actions.every(({ scope }) => scope.startsWith('/subscriptions/'))).toBe(true);
    expect(who).toMatch(/^the owner of \S+ \(resource group /);
  });
});

describe('the name of a new half', () => {
  const nameIn = (text: string, from: string, to: string, change: Partial<Change> = {}) => {
    const estate = visibleTopology(toFixture(text));
    const key = (name: string) => [...estate.vnets.keys(), ...estate.ghosts.keys()].find((one) => one.endsWith(`/${name}`)) as ResourceKey;
    const put = { kind: 'put-half', from: key(from), to: key(to), ...change } as Change;
    const [step] = makePlan(estate, [{ kind: 'connect', a: key(from), b: key(to), only: 'half' }]).steps;
    return { texts: handOffTexts(estate, [put]), planned: step?.half.name };
  };
  const [hub, spoke] = [`vnet-hub-${'a'.repeat(53)}`, 'vnet-spoke-abc-x_z'];
  const long = `vnet ${hub} 10.0.0.0/16\nvnet ${spoke} 10.1.0.0/16\n${spoke} -> ${hub} Initiated`;

  it('is the plan’s, in every language, when it must be cut', () => {
    const { texts, planned } = nameIn(long, hub, spoke);
    expect(planned).toBe(`${hub}-vnet-spoke-abc-x_`.slice(0, 80).replace(/[.-]+$/, ''));
    for (const text of [texts.bash, texts.powershell, texts.bicep, texts.terraform])
      expect(text).toMatch(new RegExp(`['"=]${planned}['"]`));
  });

  it('never ends in a hyphen or a period', () => {
    for (const end of ['-', '.', '.-']) {
      const name = `h${'a'.repeat(60)}`;
      const { texts } = nameIn(
        `vnet ${name} 10.0.0.0/16\nvnet ${'b'.repeat(18 - end.length)}${end}c 10.1.0.0/16`,
        name,
        `${'b'.repeat(18 - end.length)}${end}c`,
      );
      expect(texts.settings.find(({ setting }) => setting === 'Name')?.value).toBe(`${name}-${'b'.repeat(18 - end.length)}`);
    }
  });

  it('is not that of another half of the VNet', () => {
    const text = 'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nhub <-> b name=HUB-A';
    const { texts, planned } = nameIn(text, 'hub', 'a');
    expect(planned).toBe('hub-a-2');
    expect(texts.bash).toContain(`'--name=hub-a-2'`);
  });

  it('is the requested one, unless Azure would reject it', () => {
    const text = 'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16';
    expect(nameIn(text, 'hub', 'a', { name: 'to-a' } as Partial<Change>).texts.bash).toContain(`'--name=to-a'`);
    expect(nameIn(text, 'hub', 'a', { name: 'to-a-' } as Partial<Change>).texts.bash).toContain(`'--name=hub-a'`);
  });
});

describe('a half in another tenant', () => {
  const [ours, theirs] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
  const estate = visibleTopology(
    toFixture(`subscription main tenant=${ours}
subscription partner tenant=${theirs}
in sub=main rg=rg-hub
vnet hub 10.0.0.0/16
vnet other 10.2.0.0/16
in sub=partner rg=rg-partner
vnet wvd 10.1.0.0/16
hub -> wvd Initiated
hub -> other Initiated`),
  );
  const key = (name: string) => [...estate.vnets.keys()].find((one) => one.endsWith(`/${name}`)) as ResourceKey;
  const texts = handOffTexts(estate, [{ kind: 'put-half', from: key('wvd'), to: key('hub') }]);

  it('names the tenants to sign in to and says that both are needed', () => {
    expect(texts.who).toBe(`the owner of wvd (resource group rg-partner, subscription partner, tenant ${theirs})`);
    for (const text of [texts.bash, texts.powershell, texts.bicep, texts.terraform])
      expect(text).toContain(`The VNets are in different tenants (${theirs} and ${ours}): the identity needs access to both`);
    expect(texts.bash).toContain(`az login --tenant ${theirs} &&\naz login --tenant ${ours} &&\n`);
    expect(texts.powershell).toContain(`az login --tenant ${theirs}\nif ($LASTEXITCODE -ne 0) { throw 'az failed' }\n`);
    expect(texts.terraform).toContain(`  tenant_id            = "${theirs}"\n  auxiliary_tenant_ids = ["${ours}"]\n`);
    expect(texts.terraform).toMatch(/provider += azurerm\.subscription_1/);
  });

  it('is not mentioned within one tenant', () => {
    const { who, bash, terraform } = handOffTexts(estate, [{ kind: 'put-half', from: key('other'), to: key('hub') }]);
    expect([who, bash, terraform].filter((text) => text.includes('tenant'))).toEqual([]);
  });

  it('is deleted with access to its own tenant only', () => {
    const { bash } = handOffTexts(estate, [{ kind: 'delete-half', from: key('hub'), to: key('wvd') }]);
    expect(bash).not.toContain('az login');
  });
});
