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
