import type { Shape, ShapeKind } from '@peerscape/shared/goals';
import type { NameOf } from '@peerscape/shared/topology';
import { formatNumber } from '../../lib/format.ts';

export const SHAPE_TITLES: Readonly<Record<ShapeKind, string>> = { 'as-is': 'As it is', mesh: 'As a mesh', hub: 'As hub-and-spoke' };

interface Fact {
  readonly title: string;
  readonly says: (shape: Shape, name: NameOf) => string;
}

/** What is compared, a line each. */
export const FACTS: readonly Fact[] = [
  { title: 'Peerings', says: ({ peerings }) => formatNumber(peerings) },
  { title: 'Halves', says: ({ halves }) => formatNumber(halves) },
  { title: 'Pairs connected directly', says: ({ pairs }) => formatNumber(pairs.direct) },
  { title: 'Pairs only through the hub', says: ({ pairs }) => formatNumber(pairs.throughHub) },
  { title: 'Pairs not connected', says: ({ pairs }) => formatNumber(pairs.apart) },
  {
    title: 'Fullest VNet',
    says: ({ fullest: { vnet, peerings, most } }, name) => `${name(vnet)}: ${formatNumber(peerings)} of ${formatNumber(most)} peerings`,
  },
  { title: 'Each GB, directly', says: ({ cost }) => cost.direct ?? '–' },
  { title: 'Each GB, through the hub', says: ({ cost }) => cost.throughHub ?? '–' },
];
