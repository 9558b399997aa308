import type { NameOf } from '../topology/index.ts';
import { describeEvidence } from './hub.ts';
import type { Shape, Shapes, VNetPair } from './shapes.ts';

const pair =
  (name: NameOf) =>
  ([a, b]: VNetPair): string =>
    `${name(a)} – ${name(b)}`;

/** How many peerings a full mesh of so many VNets has. */
export const peeringsOfMesh = (vnets: number): number => (vnets * (vnets - 1)) / 2;

/** What is missing of a mesh, named where there is little of it: `one missing: c – e`. */
function sayMissing(missing: readonly VNetPair[], name: NameOf): string {
  const some = missing.slice(0, 3).map(pair(name)).join(', ');
  const rest = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
  return missing.length === 1 ? `one missing: ${some}` : `${missing.length} missing: ${some}${rest}`;
}

const meshWords = (members: number, missing: readonly VNetPair[], name: NameOf): string => {
  const all = peeringsOfMesh(members);
  if (all === 1) return 'peered with each other';
  return missing.length === 0 ? `all ${all} peerings` : `${all - missing.length} of ${all} peerings, ${sayMissing(missing, name)}`;
};

/** A shape in one line, with what speaks for it: `Mesh of 5 VNets: 9 of 10 peerings, one missing: c – e`. */
export function sayShape(shape: Shape, name: NameOf): string {
  switch (shape.kind) {
    case 'hub-and-spoke':
      return `Hub: ${describeEvidence(shape.evidence).join(', ')}`;
    case 'hub-mesh':
      return `Hub mesh of ${shape.members.length} hubs: ${meshWords(shape.members.length, shape.missing, name)}`;
    case 'mesh':
      return `Mesh of ${shape.members.length} VNets: ${meshWords(shape.members.length, shape.missing, name)}`;
    case 'ring':
      return `Ring of ${shape.members.length} VNets, each peered with two others`;
    case 'chain':
      return shape.members.length === 2 ? 'Pair of VNets' : `Chain of ${shape.members.length} VNets: traffic does not pass through`;
    case 'tree':
      return shape.members.length === 1 ? 'Hangs at a mesh' : `${shape.members.length} VNets in no simple form`;
    case 'island':
      return 'Island: no peering';
    case 'connected-group':
      return `Connected group ${shape.name}: ${shape.members.length} VNets connected by Virtual Network Manager, without peerings`;
  }
}

/** All shapes as text, one a line with its members by name: for reading, and for comparing in tests. */
export function formatShapes({ shapes }: Shapes, name: NameOf): string {
  const list = (keys: readonly Parameters<NameOf>[0][], by = ', ') => keys.map(name).join(by);
  const lines = shapes.map((shape) => {
    const said = sayShape(shape, name);
    switch (shape.kind) {
      case 'hub-and-spoke': {
        const shared = shape.shared.length > 0 ? ` (shared: ${list(shape.shared)})` : '';
        return `${name(shape.hub)} ← ${list(shape.spokes)}${shared} | ${said} | ${shape.confidence ?? 'as said'}`;
      }
      case 'chain':
        return `${list(shape.members, ' – ')} | ${said}`;
      default:
        return `${list(shape.members)} | ${said}`;
    }
  });
  return lines.sort().join('\n');
}
