import type { ResourceKey } from '@peerscape/shared/arm';
import type { PeeringKey } from '@peerscape/shared/topology';
import type { Elements, GroupSize } from './elements.ts';

/** VNets and peerings to show. */
export interface VisibleKeys {
  readonly nodes: ReadonlySet<ResourceKey>;
  readonly lines: ReadonlySet<PeeringKey>;
}

/**
 * Returns the elements without the VNets and lines that are hidden. The ends of a visible line are always visible. A mesh is only one while
 * all of it is visible, and a connected group while it has two visible members. Groups count the VNets that are `matching`.
 */
export function hideElements(elements: Elements, { nodes, lines }: VisibleKeys, matching = nodes): Elements {
  const visible = new Set(nodes);
  const links = new Map([...elements.links].filter(([key]) => lines.has(key)));
  for (const { a, b } of links.values()) visible.add(a).add(b);
  const isWhole = (members: readonly ResourceKey[]) => {
    const inside = new Set(members);
    return members.every((key) => visible.has(key)) && hasAllLines(elements, links, inside);
  };
  return {
    ...elements,
    nodes: new Map([...elements.nodes].filter(([key]) => visible.has(key))),
    links,
    groupSizes: measureGroups(elements, matching),
    connectedGroups: elements.connectedGroups
      .map((group) => ({ ...group, members: group.members.filter((key) => visible.has(key)) }))
      .filter(({ members }) => members.length > 1),
    meshes: elements.meshes.filter(({ members }) => isWhole(members)),
  };
}

function measureGroups({ nodes }: Elements, matching: ReadonlySet<ResourceKey>): ReadonlyMap<string, GroupSize> {
  const sizes = new Map<string, GroupSize>();
  for (const { key, group } of nodes.values()) {
    const size = sizes.get(group.id) ?? { matching: 0, total: 0 };
    sizes.set(group.id, { matching: size.matching + (matching.has(key) ? 1 : 0), total: size.total + 1 });
  }
  return sizes;
}

/** Tests whether all lines between the members are visible. */
function hasAllLines({ links: all }: Elements, visible: Elements['links'], members: ReadonlySet<ResourceKey>): boolean {
  for (const [key, { a, b }] of all) if (members.has(a) && members.has(b) && !visible.has(key)) return false;
  return true;
}
