import type { Comparison, Shape, ShapeKind } from '@peerscape/shared/goals';
import type { NameOf } from '@peerscape/shared/topology';
import { count, formatNumber } from '../../lib/format/format.ts';

export const SHAPE_TITLES: Readonly<Record<ShapeKind, string>> = { 'as-is': 'As it is', mesh: 'As a mesh', hub: 'As hub-and-spoke' };

/** What the three come to, in one sentence. */
export const headline = ({ members, shapes: [, mesh, hub] }: Comparison): string =>
  `${count(members.length, 'VNet')} need ${count(mesh.peerings, 'peering')} as a mesh and ${formatNumber(hub.peerings)} as hub-and-spoke.`;

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
  { title: 'A GB, directly', says: ({ cost }) => cost.direct ?? '–' },
  { title: 'A GB, through the hub', says: ({ cost }) => cost.throughHub ?? '–' },
];
