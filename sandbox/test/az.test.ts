import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AzureCli, isAzureCliInstalled, startAzureCli } from './azure-cli.ts';
import { createTestBench, SUBSCRIPTION } from './harness.ts';

const bench = createTestBench('vnet other 10.250.0.0/16');
const RESOURCE_GROUPS = `/subscriptions/${SUBSCRIPTION}/resourceGroups`;

let cli: AzureCli | undefined;
const az: AzureCli['run'] = (command, ...more) => {
  if (!cli) throw new Error('az is not running');
  return cli.run(command, ...more);
};

/** Template of a VNet and a subnet in it. */
const TEMPLATE = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "name": { "type": "string" } },
  "resources": [
    {
      "type": "Microsoft.Network/virtualNetworks/subnets", // comes after its VNet
      "apiVersion": "2024-05-01",
      "name": "[format('{0}/app', parameters('name'))]",
      "dependsOn": ["[resourceId('Microsoft.Network/virtualNetworks', parameters('name'))]"],
      "properties": { "addressPrefix": "10.40.1.0/24" }
    },
    {
      "type": "Microsoft.Network/virtualNetworks",
      "apiVersion": "2024-05-01",
      "name": "[parameters('name')]",
      "location": "[resourceGroup().location]",
      "properties": { "addressSpace": { "addressPrefixes": ["10.40.0.0/16"] } }
    }
  ],
  "outputs": { "prefix": { "type": "string", "value": "[reference(parameters('name')).subnets[0].properties.addressPrefix]" } }
}`;

const isInstalled = isAzureCliInstalled();

describe.skipIf(!isInstalled)(`the Azure CLI${isInstalled ? '' : " (skipped: Debian's package azure-cli is not installed)"}`, () => {
  beforeAll(async () => {
    cli = await startAzureCli(bench.sandbox);
  });
  afterAll(() => cli?.close());

  it('is logged in to the sandbox', async () => {
    expect(await az('account show')).toMatchObject({ id: SUBSCRIPTION, state: 'Enabled', user: { type: 'servicePrincipal' } });
    expect(await az('account list-locations --query [].name')).toContain('westeurope');
    expect(await az('group list -o tsv --query [].name')).toBe('network\n');
  });

  it('reports the errors of ARM', async () => {
    await expect(az('network vnet show -g network -n none')).rejects.toThrow('(ResourceNotFound)');
    await expect(az('group create -n new -l atlantis')).rejects.toThrow('(LocationNotAvailableForResourceType)');
  });

  it('builds hub-and-spoke with a network virtual appliance, reads it back and deletes it', async () => {
    const network = `${RESOURCE_GROUPS}/hub-and-spoke/providers/Microsoft.Network`;
    await az('group create -n hub-and-spoke -l westeurope --tags env=test');
    await az('network nsg create -g hub-and-spoke -n nva');
    const rule =
      '--priority 100 --access Allow --protocol Tcp --source-address-prefixes 10.1.0.0/16 10.2.0.0/16 --destination-port-ranges 443';
    await az(`network nsg rule create -g hub-and-spoke --nsg-name nva -n spokes ${rule}`);
    await az('network vnet create -g hub-and-spoke -n hub --address-prefixes 10.0.0.0/16');
    await az(
      'network vnet subnet create -g hub-and-spoke --vnet-name hub -n nva --address-prefixes 10.0.1.0/24 --network-security-group nva',
    );
    const address = '--private-ip-address 10.0.1.4 --ip-forwarding true';
    await az(`network nic create -g hub-and-spoke -n nva --vnet-name hub --subnet nva ${address}`);
    await az('network route-table create -g hub-and-spoke -n spokes --disable-bgp-route-propagation true');
    const route = '--address-prefix 0.0.0.0/0 --next-hop-type VirtualAppliance --next-hop-ip-address 10.0.1.4';
    await az(`network route-table route create -g hub-and-spoke --route-table-name spokes -n default ${route}`);
    for (const [spoke, prefix] of [
      ['spoke1', '10.1'],
      ['spoke2', '10.2'],
    ]) {
      const subnet = `--subnet-name app --subnet-prefixes ${prefix}.1.0/24`;
      await az(`network vnet create -g hub-and-spoke -n ${spoke} --address-prefixes ${prefix}.0.0/16 ${subnet}`);
      await az(`network vnet subnet update -g hub-and-spoke --vnet-name ${spoke} -n app --route-table spokes`);
      const options = '--allow-vnet-access --allow-forwarded-traffic';
      await az(`network vnet peering create -g hub-and-spoke --vnet-name hub -n ${spoke} --remote-vnet ${spoke} ${options}`);
      await az(`network vnet peering create -g hub-and-spoke --vnet-name ${spoke} -n hub --remote-vnet hub ${options}`);
    }

    expect(await az('network vnet list -g hub-and-spoke --query [].name')).toEqual(['hub', 'spoke1', 'spoke2']);
    expect(await az('network vnet peering list -g hub-and-spoke --vnet-name hub')).toMatchObject([
      { name: 'spoke1', peeringState: 'Connected', peeringSyncLevel: 'FullyInSync', allowForwardedTraffic: true },
      { name: 'spoke2', remoteAddressSpace: { addressPrefixes: ['10.2.0.0/16'] }, allowGatewayTransit: false },
    ]);
    expect(await az('network vnet subnet show -g hub-and-spoke --vnet-name hub -n nva')).toMatchObject({
      networkSecurityGroup: { id: `${network}/networkSecurityGroups/nva` },
      ipConfigurations: [{ id: `${network}/networkInterfaces/nva/ipConfigurations/ipconfig1` }],
    });
    expect(await az('network nsg rule list -g hub-and-spoke --nsg-name nva')).toMatchObject([
      { name: 'spokes', direction: 'Inbound', sourceAddressPrefixes: ['10.1.0.0/16', '10.2.0.0/16'], destinationPortRange: '443' },
    ]);
    expect(await az('network nic show -g hub-and-spoke -n nva')).toMatchObject({
      enableIpForwarding: true,
      ipConfigurations: [{ privateIpAddress: '10.0.1.4', privateIpAllocationMethod: 'Static' }],
    });
    expect(await az('network route-table show -g hub-and-spoke -n spokes')).toMatchObject({
      disableBgpRoutePropagation: true,
      routes: [{ name: 'default', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.1.4' }],
      subnets: ['spoke1', 'spoke2'].map((name) => ({ id: `${network}/virtualNetworks/${name}/subnets/app` })),
    });
    const types = await az('resource list -g hub-and-spoke --query sort([].type)');
    expect(types).toEqual(
      ['networkInterfaces', 'networkSecurityGroups', 'routeTables', 'virtualNetworks', 'virtualNetworks', 'virtualNetworks'].map(
        (type) => `Microsoft.Network/${type}`,
      ),
    );
    const query =
      "Resources | where type =~ 'microsoft.network/virtualNetworks' and resourceGroup == 'hub-and-spoke' | project name | order by name asc";
    const url = '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01';
    expect(await az(`rest --method post --url ${url} --body`, JSON.stringify({ query }))).toMatchObject({
      count: 3,
      data: [{ name: 'hub' }, { name: 'spoke1' }, { name: 'spoke2' }],
    });

    await az('network vnet update -g hub-and-spoke -n spoke1 --address-prefixes 10.1.0.0/16 10.9.0.0/16');
    expect(await az('network vnet peering sync -g hub-and-spoke --vnet-name hub -n spoke1')).toMatchObject({
      peeringSyncLevel: 'FullyInSync',
      remoteAddressSpace: { addressPrefixes: ['10.1.0.0/16', '10.9.0.0/16'] },
    });
    await expect(az('network nsg delete -g hub-and-spoke -n nva')).rejects.toThrow('(InUseNetworkSecurityGroupCannotBeDeleted)');
    await az('network vnet peering delete -g hub-and-spoke --vnet-name hub -n spoke2');
    expect(await az('network vnet peering show -g hub-and-spoke --vnet-name spoke2 -n hub --query peeringState')).toBe('Disconnected');
    await az('group delete -n hub-and-spoke --yes');
    expect(await az('group exists -n hub-and-spoke')).toBe(false);
    expect(await az('network vnet list --query [].name')).toEqual(['other']);
  });

  it('deploys a template file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-template-'));
    const file = join(folder, 'template.json');
    writeFileSync(file, TEMPLATE);
    await az('group create -n template -l westeurope');
    const deployed = await az(`deployment group create -g template --template-file ${file} --parameters name=hub`);
    expect(deployed.properties).toMatchObject({ provisioningState: 'Succeeded', outputs: { prefix: { value: '10.40.1.0/24' } } });
    expect(await az('network vnet subnet list -g template --vnet-name hub --query [].name')).toEqual(['app']);
    await expect(az(`deployment group create -g template --template-file ${file} --parameters name=hub/app`)).rejects.toThrow(
      'InvalidTemplate',
    );
    await az('group delete -n template --yes');
    rmSync(folder, { recursive: true });
  });

  it('joins two hubs by VPN gateways, reads them back and deletes them', async () => {
    const hubs = [
      { hub: 'west', region: 'westeurope', other: 'north', prefix: '10.10' },
      { hub: 'north', region: 'northeurope', other: 'west', prefix: '10.20' },
    ];
    await az('group create -n vpn -l westeurope');
    for (const { hub, region, prefix } of hubs) {
      const subnet = `--subnet-name GatewaySubnet --subnet-prefixes ${prefix}.255.0/27`;
      await az(`network vnet create -g vpn -n ${hub} -l ${region} --address-prefixes ${prefix}.0.0/16 ${subnet}`);
      await az(`network public-ip create -g vpn -n ${hub} -l ${region} --sku Standard --allocation-method Static --zone 1 2 3`);
      const options = '--gateway-type Vpn --vpn-type RouteBased --sku VpnGw1AZ';
      await az(`network vnet-gateway create -g vpn -n ${hub} -l ${region} --vnet ${hub} --public-ip-addresses ${hub} ${options}`);
    }
    for (const { hub, region, other } of hubs) {
      const ends = `--vnet-gateway1 ${hub} --vnet-gateway2 ${other} --shared-key secret`;
      await az(`network vpn-connection create -g vpn -n ${hub}-${other} -l ${region} ${ends}`);
    }

    expect(await az('network vnet-gateway list -g vpn --query [].[name,sku.name,bgpSettings.bgpPeeringAddress]')).toEqual([
      ['west', 'VpnGw1AZ', '10.10.255.30'],
      ['north', 'VpnGw1AZ', '10.20.255.30'],
    ]);
    for (const name of ['west-north', 'north-west']) {
      expect(await az(`network vpn-connection show -g vpn -n ${name}`)).toMatchObject({
        connectionType: 'Vnet2Vnet',
        connectionStatus: 'Connected',
        provisioningState: 'Succeeded',
      });
    }
    expect(await az('network vpn-connection shared-key show -g vpn --connection-name west-north')).toMatchObject({ value: 'secret' });
    await az('network vpn-connection shared-key update -g vpn --connection-name west-north --value other');
    expect(await az('network vpn-connection show -g vpn -n north-west --query connectionStatus')).toBe('Connecting');
    await expect(az('network vnet-gateway delete -g vpn -n west')).rejects.toThrow('InUse');
    await az('network local-gateway create -g vpn -n site --gateway-ip-address 203.0.113.4 --local-address-prefixes 192.168.0.0/16');
    await az('network vpn-connection create -g vpn -n site --vnet-gateway1 west --local-gateway2 site --shared-key secret');
    expect(await az('network vpn-connection show -g vpn -n site --query connectionType')).toBe('IPsec');
    await az('group delete -n vpn --yes');
    expect(await az('network public-ip list')).toEqual([]);
  });

  it('links a private DNS zone to a VNet, reads it back and deletes it', async () => {
    await az('group create -n dns -l westeurope');
    await az('network vnet create -g dns -n hub --address-prefixes 10.30.0.0/16 --subnet-name app --subnet-prefixes 10.30.1.0/24');
    await az('network private-dns zone create -g dns -n corp.example');
    await az('network private-dns link vnet create -g dns -z corp.example -n hub -v hub -e true');
    await az('network private-dns record-set a add-record -g dns -z corp.example -n www -a 10.30.1.10');
    await az('network private-dns record-set a add-record -g dns -z corp.example -n www -a 10.30.1.11');
    await az('network private-dns record-set cname set-record -g dns -z corp.example -n web -c www.corp.example');

    expect(await az('network private-dns zone show -g dns -n corp.example')).toMatchObject({
      location: 'global',
      numberOfVirtualNetworkLinks: 1,
      numberOfVirtualNetworkLinksWithRegistration: 1,
      numberOfRecordSets: 3,
    });
    expect(await az('network private-dns link vnet list -g dns -z corp.example')).toMatchObject([
      { name: 'hub', registrationEnabled: true, virtualNetworkLinkState: 'Completed' },
    ]);
    const types = await az('network private-dns record-set list -g dns -z corp.example --query sort([].type)');
    expect(types).toEqual(['A', 'CNAME', 'SOA'].map((type) => `Microsoft.Network/privateDnsZones/${type}`));
    expect(await az('network private-dns record-set a show -g dns -z corp.example -n www')).toMatchObject({
      aRecords: [{ ipv4Address: '10.30.1.10' }, { ipv4Address: '10.30.1.11' }],
      fqdn: 'www.corp.example.',
    });
    await expect(az('network private-dns zone create -g dns -n corp.example')).rejects.toThrow('(PreconditionFailed)');
    await az('network private-dns record-set a remove-record -g dns -z corp.example -n www -a 10.30.1.10');
    await az('network private-dns link vnet delete -g dns -z corp.example -n hub --yes');
    await az('network private-dns zone delete -g dns -n corp.example --yes');
    await az('group delete -n dns --yes');
    expect(await az('network private-dns zone list')).toEqual([]);
  });
});
