import type { Comparison, Shape, ShapeKind } from '@peerscape/shared/goals';
import type { Namer } from '@peerscape/shared/topology';
import { count, formatNumber } from '../../lib/format/format.ts';

/** Column headings of the compared shapes. */
export const SHAPE_TITLES: Readonly<Record<ShapeKind, string>> = { 'as-is': 'Current', mesh: 'Mesh', hub: 'Hub-and-spoke' };

/** Summarises the comparison in one sentence. */
export const summarizeComparison = ({ members, shapes: [, mesh, hub] }: Comparison): string =>
  `${count(members.length, 'VNet')} need ${count(mesh.peerings, 'peering')} as a mesh and ${formatNumber(hub.peerings)} as hub-and-spoke.`;

interface Fact {
  readonly title: string;
  readonly format: (shape: Shape, name: Namer) => string;
}

/** Rows of the comparison. */
export const FACTS: readonly Fact[] = [
  { title: 'Peerings', format: ({ peerings }) => formatNumber(peerings) },
  { title: 'Halves', format: ({ halves }) => formatNumber(halves) },
  { title: 'Pairs connected directly', format: ({ pairs }) => formatNumber(pairs.direct) },
  { title: 'Pairs connected via hub only', format: ({ pairs }) => formatNumber(pairs.throughHub) },
  { title: 'Pairs not connected', format: ({ pairs }) => formatNumber(pairs.apart) },
  {
    title: 'Most-peered VNet',
    format: ({ fullest: { vnet, peerings, most } }, name) => `${name(vnet)}: ${formatNumber(peerings)} of ${formatNumber(most)} peerings`,
  },
  { title: 'Cost per GB, direct', format: ({ cost }) => cost.direct ?? '–' },
  { title: 'Cost per GB via hub', format: ({ cost }) => cost.throughHub ?? '–' },
];
