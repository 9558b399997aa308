import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { only, topologyOf } from '../../testing/worlds.ts';
import { AttachedResourceSections } from './attached-resource-sections.tsx';

afterEach(cleanup);

test('lists the Bastion hosts of a VNet with their SKU', () => {
  const topology = topologyOf('vnet hub 10.0.0.0/16 bastion=Premium');
  render(<AttachedResourceSections topology={topology} vnet={only(topology.vnets)} />);
  expect(screen.getAllByRole('heading').map(({ textContent }) => textContent)).toEqual(['Bastion hosts']);
  expect(screen.getByRole('listitem').textContent).toBe('bas-hubPremium');
});
