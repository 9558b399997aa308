import { formatCount, formatNumber, type Namer, orderPair } from '../topology/index.ts';
import { describeEvidence } from './hub.ts';
import type { IslandUnknown, Shape, Shapes, VNetPair } from './shapes.ts';

const formatPair =
  (nameOf: Namer) =>
  ([a, b]: VNetPair): string =>
    orderPair(a, b).map(nameOf).join(' – ');

/** Returns the number of peerings of a full mesh. */
export const peeringsOfMesh = (vnets: number): number => (vnets < 2 ? 0 : (vnets * (vnets - 1)) / 2);

/** Describes the missing peerings of a mesh, naming the first three: `one missing: c – e`. */
function describeMissing(missing: readonly VNetPair[], nameOf: Namer): string {
  const named = missing.slice(0, 3).map(formatPair(nameOf)).join(', ');
  const rest = missing.length > 3 ? ` and ${formatNumber(missing.length - 3)} more` : '';
  return missing.length === 1 ? `one missing: ${named}` : `${formatNumber(missing.length)} missing: ${named}${rest}`;
}

const describeMesh = (members: number, missing: readonly VNetPair[], nameOf: Namer): string => {
  const all = peeringsOfMesh(members);
  if (all === 1) return 'peered with each other';
  return missing.length === 0
    ? `all ${formatNumber(all)} peerings`
    : `${formatNumber(all - missing.length)} of ${formatNumber(all)} peerings, ${describeMissing(missing, nameOf)}`;
};

const ISLANDS: Readonly<Record<IslandUnknown | 'nothing', string>> = {
  nothing: 'Island: no peerings',
  'connected-groups': 'No peerings; the source does not include connected groups',
  peerings: 'The peerings of this VNet were not read',
};

/** Describes a shape in one line, with its evidence: `Mesh of 5 VNets: 9 of 10 peerings, one missing: c – e`. */
export function describeShape(shape: Shape, nameOf: Namer): string {
  switch (shape.kind) {
    case 'hub-and-spoke':
      return `Hub: ${describeEvidence(shape.evidence).join(', ')}`;
    case 'hub-mesh':
      return `Hub mesh of ${formatNumber(shape.members.length)} hubs: ${describeMesh(shape.members.length, shape.missing, nameOf)}`;
    case 'mesh':
      return `Mesh of ${formatNumber(shape.members.length)} VNets: ${describeMesh(shape.members.length, shape.missing, nameOf)}`;
    case 'ring':
      return `Ring of ${formatNumber(shape.members.length)} VNets, each peered with two others`;
    case 'chain':
      return shape.members.length === 2
        ? 'Pair of VNets'
        : `Chain of ${formatNumber(shape.members.length)} VNets: peering is not transitive`;
    case 'tree':
      return shape.members.length === 1 ? 'Attached to a mesh' : `${formatNumber(shape.members.length)} VNets in no common shape`;
    case 'island':
      return ISLANDS[shape.unknown ?? 'nothing'];
    case 'connected-group':
      return `Connected group ${shape.name}: ${formatCount(shape.members.length, 'VNet')} connected by Virtual Network Manager, without peerings`;
  }
}

/** Formats all shapes as text, one line each with the names of the members, for people and for tests. */
export function formatShapes({ shapes }: Shapes, nameOf: Namer): string {
  const list = (keys: readonly Parameters<Namer>[0][], separator = ', ') => keys.map(nameOf).join(separator);
  const lines = shapes.map((shape) => {
    const description = describeShape(shape, nameOf);
    switch (shape.kind) {
      case 'hub-and-spoke': {
        const shared = shape.shared.length > 0 ? ` (shared: ${list(shape.shared)})` : '';
        return `${nameOf(shape.hub)} ← ${list(shape.spokes)}${shared} | ${description} | ${shape.confidence ?? 'set manually'}`;
      }
      case 'chain':
        return `${list(shape.members, ' – ')} | ${description}`;
      default:
        return `${list(shape.members)} | ${description}`;
    }
  });
  return lines.sort().join('\n');
}
