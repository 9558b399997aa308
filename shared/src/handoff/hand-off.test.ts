import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { ResourceKey } from '../arm/index.ts';
import { runRules } from '../health/index.ts';
import { topologyOf, worldOf } from '../testing/in-world.ts';
import type { Change, Topology } from '../topology/index.ts';
import { worldNamed } from '../world/index.ts';
import { handOffTexts } from './hand-off.ts';

const topology = topologyOf(
  worldOf(`# A hub of ours, a VNet of ours beside it, and partners that may not be read
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

describe('a half that somebody else must create', () => {
  const texts = textsFor(put('partner', 'hub', { allowForwarded: true }));

  it('says who must do what, exactly', () => {
    expect(texts.who).toBe('the owner of partner (resource group rg-(net), subscription 00000000-0000-4000-8000-000000000002)');
    expect(texts.sentence).toBe('Create the half partner → hub (Accepts forwarded traffic: yes).');
    expect(texts.settings.map(({ setting, value }) => `${setting}: ${value}`)).toEqual([
      'Action: Create',
      'Name: partner-hub',
      'Virtual network: /subscriptions/00000000-0000-4000-8000-000000000002/resourceGroups/rg-(net)/providers/Microsoft.Network/virtualNetworks/partner',
      'Remote virtual network: /subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/hub',
      'Access: yes',
      'Accepts forwarded traffic: yes',
      'Offers gateway transit: no',
      'Uses the remote gateways: no',
    ]);
  });

  it('says which rights that needs, on both VNets', () => {
    expect(texts.role.actions.map(({ action, scope }) => `${action} on ${scope.split('/').pop()}`)).toEqual([
      'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write on partner',
      'Microsoft.Network/virtualNetworks/peer/action on hub',
    ]);
  });

  it('is a command of az in bash', () => {
    expect(`\n${texts.bash}`).toBe(String.raw`
# Create the half partner → hub (Accepts forwarded traffic: yes)
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

  it('goes round cmd.exe in PowerShell where a name needs it, and only there', () => {
    expect(texts.powershell).toContain("\n& $az network vnet peering create `\n  '--subscription=");
    expect(texts.powershell).toContain("\nif ($LASTEXITCODE -ne 0) { throw 'az failed' }\n");
    expect(textsFor(sync('spoke', 'hub')).powershell).toMatch(/^# Sync .*\naz network vnet peering sync `\n/);
  });

  it('is a resource of Bicep', () => {
    expect(`\n${texts.bicep}`).toBe(`
// Deploy to the resource group rg-(net) of the subscription 00000000-0000-4000-8000-000000000002 (00000000-0000-4000-8000-000000000002)

resource vnet1 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: 'partner'
}

// Create the half partner → hub (Accepts forwarded traffic: yes)
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

  it('is a resource of Terraform', () => {
    expect(`\n${texts.terraform}`).toBe(`
# Create the half partner → hub (Accepts forwarded traffic: yes), in the subscription 00000000-0000-4000-8000-000000000002 (00000000-0000-4000-8000-000000000002)
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
  it('is updated by what changes only in az, and as a whole where a template says all', () => {
    const { bash, bicep, terraform } = textsFor(put('hub', 'spoke', { allowTransit: true }));
    expect(bash).toMatch(/peering update [\s\S]*'--name=to-spoke' \\\n {2}'--set=allowGatewayTransit=true'\n$/);
    expect(bicep).toMatch(/allowForwardedTraffic: true\n {4}allowGatewayTransit: true\n/);
    expect(terraform).toMatch(
      /^# Change [\s\S]*import \{\n {2}to = azurerm_virtual_network_peering.half_1\n {2}id = "[^"]*\/virtualNetworkPeerings\/to-spoke"/,
    );
    expect(terraform).toMatch(/allow_forwarded_traffic +=/);
  });

  it('is synced with az and with a trigger of Terraform; Bicep says that it cannot', () => {
    const { bash, bicep, terraform, settings } = textsFor(sync('spoke', 'hub'));
    expect(bash).toMatch(/az network vnet peering sync [\s\S]*'--name=to-hub'\n$/);
    expect(bicep).toContain(
      '// Sync the half spoke → hub, so that it learns the prefixes of hub. Bicep cannot sync a half; az can:\n// az network',
    );
    expect(bicep).not.toContain('\nresource');
    expect(terraform).toMatch(/triggers +=\s\{ remote_address_space = "10\.0\.0\.0\/16" \}/);
    expect(settings).toContainEqual({ half: 'spoke → hub', setting: 'Prefixes to learn', value: '10.0.0.0/16' });
  });

  it('is deleted with az; the templates say how they would have it', () => {
    const { bash, bicep, terraform, role } = textsFor(remove('hub', 'partner'));
    expect(bash).toMatch(/az network vnet peering delete [\s\S]*'--name=hub-partner'\n$/);
    expect(bicep).toContain('Bicep cannot delete a half');
    expect(terraform).toContain('take its resource out of it and apply');
    expect(`${bicep}${terraform}`).not.toMatch(/^(resource|import)/m);
    expect(role.actions).toMatchObject([{ action: expect.stringMatching(/\/delete$/) }]);
  });

  it('and may not be read is named by its owner, who is told how to find it', () => {
    const { bash, terraform, settings } = textsFor(put('friend', 'hub', { allowAccess: true }));
    expect(bash).toContain('az network vnet peering update');
    expect(bash).toContain("# az network vnet peering list '--subscription=");
    expect(bash).toContain("'--name=<name of the half>'");
    expect(terraform).toContain('put its name');
    expect(settings).toContainEqual({ half: 'friend → hub', setting: 'Name', value: 'It exists, but may not be read here' });
  });
});

describe('several changes', () => {
  const inTurn = (...changes: Change[]) => [...textsFor(...changes).sentence.matchAll(/half (\S+ → [\w-]+)/g)].map(([, half]) => half);
  const uses = put('spoke', 'hub', { useRemoteGateways: true });
  const offers = put('hub', 'spoke', { allowTransit: true });
  const leaves = put('spoke', 'hub', { useRemoteGateways: false });
  const withdraws = put('hub', 'spoke', { allowTransit: false });

  it('offer transit before it is used, and end its use before it is withdrawn', () => {
    expect(inTurn(uses, offers)).toEqual(['hub → spoke', 'spoke → hub']);
    expect(inTurn(offers, uses)).toEqual(['hub → spoke', 'spoke → hub']);
    expect(inTurn(withdraws, leaves)).toEqual(['spoke → hub', 'hub → spoke']);
  });

  it('keep their order otherwise, and always within one half', () => {
    expect(inTurn(sync('spoke', 'hub'), put('partner', 'hub'), sync('hub', 'spoke'))).toEqual([
      'spoke → hub',
      'partner → hub',
      'hub → spoke',
    ]);
    expect(textsFor(uses, leaves, withdraws).sentence).toMatch(/gateways: yes.*gateways: no.*transit: no/);
  });

  it('make a half anew after it was deleted, under the name it is given', () => {
    const { bash } = textsFor(remove('hub', 'spoke'), { ...put('hub', 'spoke'), kind: 'put-half', name: 'fresh' }, sync('hub', 'spoke'));
    expect([...bash.matchAll(/peering (\w+) /g)].map(([, verb]) => verb)).toEqual(['delete', 'create', 'sync']);
    expect([...bash.matchAll(/--name=([\w-]+)/g)].map(([, name]) => name)).toEqual(['to-spoke', 'fresh', 'fresh']);
  });

  it('stop at the first command that fails', () => {
    const { bash } = textsFor(offers, uses);
    const { stdout, status } = spawnSync('sh', ['-s'], { input: `az() { echo tried; return 3; }\n${bash}`, encoding: 'utf8' });
    expect([stdout, status]).toEqual(['tried\n', 3]);
  });

  it('wait for each other in templates; where resource groups and subscriptions differ, each has its file and its provider', () => {
    const { bicep, terraform } = textsFor(offers, put('partner', 'hub'), put('spoke', 'hub', { allowForwarded: false }));
    expect(bicep.match(/File \d of 3\. Deploy to the resource group \S+/g)).toHaveLength(3);
    expect(terraform).toContain('alias           = "subscription_2"');
    expect(terraform.match(/provider +=\sazurerm\.subscription_\d/g)).toHaveLength(5);
    expect(terraform).toMatch(/half_3"[\s\S]*depends_on +=\s\[azurerm_virtual_network_peering\.half_2\]/);
    const { bicep: one } = textsFor(put('partner', 'hub'), put('friend', 'hub', { allowAccess: true }));
    expect(one).toMatch(/parent: vnet2[\s\S]*dependsOn: \[\n {4}half1\n {2}\]/);
  });

  it('of one half are one declaration of it where a language declares, and a step each where it acts', () => {
    const { bash, bicep, terraform } = textsFor(offers, sync('hub', 'spoke'), put('hub', 'spoke', { allowForwarded: false }));
    expect([...bash.matchAll(/peering (\w+) /g)].map(([, verb]) => verb)).toEqual(['update', 'sync', 'update']);
    expect(terraform.match(/^resource/gm)).toHaveLength(1);
    expect(terraform).toMatch(/allow_forwarded_traffic +=\sfalse\n {2}allow_gateway_transit +=\strue[\s\S]*triggers +=/);
    expect(terraform).toContain('# Sync the half hub → spoke');
    expect(bicep.match(/virtualNetworkPeerings@/g)).toHaveLength(1);
    expect(bicep).toMatch(/allowForwardedTraffic: false\n {4}allowGatewayTransit: true[\s\S]*Bicep cannot sync a half/);
  });

  it('that are none are nothing to do', () => {
    expect(textsFor()).toMatchObject({ who: '', sentence: '', settings: [], bash: '', bicep: '', terraform: '' });
  });
});

it('a VNet that nobody has heard of is still named by its whole id', () => {
  const far = '/subscriptions/s/resourcegroups/g/providers/microsoft.network/virtualnetworks/gone' as ResourceKey;
  const empty: Topology = { ...topology, vnets: new Map(), ghosts: new Map(), peerings: new Map() };
  const { bash } = handOffTexts(empty, [{ kind: 'put-half', from: keyOf('hub'), to: far }]);
  expect(bash).toContain(`'--remote-vnet=${far}'`);
});

describe('what the rules find in contoso', () => {
  const world = worldNamed('contoso');
  const contoso = world.ok ? topologyOf(world.value) : topology;
  const findings = runRules(contoso).findings.map(({ id, remedy, handOff }) => ({ id, changes: [...remedy, ...handOff] }));
  const withChanges = findings.filter(({ changes }) => changes.length > 0);

  it('has remedies and hand-offs to put into words', () => {
    expect(withChanges.length).toBeGreaterThan(3);
  });

  it.each(withChanges)('$id is a command a change, each with whole coordinates', ({ changes }) => {
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
