import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { only, topologyOf } from '../../testing/worlds.ts';
import { AttachedResourceSections } from './attached-resource-sections.tsx';

afterEach(cleanup);

test('lists the Bastion hosts of a VNet with their SKU', () => {
  const topology = topologyOf('vnet hub 10.0.0.0/16 bastion=Premium');
  render(<AttachedResourceSections topology={topology} vnet={only(topology.vnets)} toPortalUrl={() => undefined} />);
  expect(screen.getAllByRole('heading').map(({ textContent }) => textContent)).toEqual(['Bastion hosts']);
  expect(screen.getByRole('listitem').textContent).toBe('bas-hub Premium');
});

test('each resource has a link to the Azure portal where its address is known', () => {
  const topology = topologyOf('vnet hub 10.0.0.0/16 gateway firewall=10.0.1.4');
  const toPortalUrl = (id: string) => (id.includes('azureFirewalls') ? `https://portal.azure.com/#@tenant/resource${id}` : undefined);
  render(
    <FluentProvider theme={webLightTheme}>
      <AttachedResourceSections topology={topology} vnet={only(topology.vnets)} toPortalUrl={toPortalUrl} />
    </FluentProvider>,
  );
  const [link, ...others] = screen.getAllByRole<HTMLAnchorElement>('link');
  expect(others).toEqual([]);
  expect(link).toMatchObject({ target: '_blank', rel: 'noopener noreferrer' });
  expect(link?.getAttribute('aria-label')).toBe('Open fw-hub in Azure portal');
  expect(link?.href).toMatch(/azureFirewalls\/fw-hub$/);
});

test('a private endpoint has the address of its network interface, and a load balancer its members', () => {
  const topology = topologyOf('vnet hub 10.0.0.0/16 nva=10.0.0.4,10.0.0.5 lb=10.0.0.36 pe=10.0.0.68');
  const vnet = only(topology.vnets);
  const attached = topology.attachedResources.get(vnet.key);
  const endpoint = attached?.privateEndpoints[0];
  if (!attached || !endpoint) throw new Error('the fixture has no private endpoint');
  const nic = { id: `${endpoint.id}.nic`, vnetId: vnet.id, privateEndpointId: endpoint.id.toUpperCase() };
  const configurations = [{ id: `${nic.id}/ipConfigurations/one`, privateIp: '10.0.0.70', securityGroupIds: [] }];
  const attachedResources = new Map([
    [
      vnet.key,
      { ...attached, interfaces: [{ ...nic, configurations }], privateEndpoints: [{ ...endpoint, addresses: [], status: 'Pending' }] },
    ],
  ]);
  render(<AttachedResourceSections topology={{ ...topology, attachedResources }} vnet={vnet} toPortalUrl={() => undefined} />);
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'nva-hub-nic 10.0.0.4',
    'nva-hub-nic2 10.0.0.5',
    'lb-hub Standard · 10.0.0.36 · 2 backends',
    'pe-hub 10.0.0.70 · Pending',
  ]);
});

test('a long list is collapsed', () => {
  const addresses = Array.from({ length: 11 }, (_, i) => `10.0.0.${68 + i}`);
  const topology = topologyOf(`vnet hub 10.0.0.0/16 pe=${addresses.join(',')}`);
  render(<AttachedResourceSections topology={topology} vnet={only(topology.vnets)} toPortalUrl={() => undefined} />);
  expect(screen.getByRole<HTMLDetailsElement>('group').open).toBe(false);
  expect(screen.getByText('Private endpoints').textContent).toBe('Private endpoints11');
});
