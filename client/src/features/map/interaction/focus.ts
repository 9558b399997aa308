import type { ResourceKey } from '@peerscape/shared/arm';
import { type HalfRef, type PeeringKey, peeringKey } from '@peerscape/shared/topology';
import type { FocusedItem } from '../../../lib/state/focused-item.ts';
import { farEnd, linkBetween, type Scene, type SceneMesh } from '../model/scene.ts';
import type { ScenePath } from '../model/scene-path.ts';
import type { Focus } from '../paint/painter.ts';

/** Hit-test target: a VNet or ghost, one half of a peering, a connected group, or the hull of a large mesh. */
export type Target =
  | { readonly kind: 'vnet'; readonly key: ResourceKey }
  | { readonly kind: 'half'; readonly key: PeeringKey; readonly side: 0 | 1 }
  | { readonly kind: 'connected-group'; readonly key: string }
  | { readonly kind: 'mesh'; readonly key: string; readonly mesh: SceneMesh };

export const isSameTarget = (one: Target | undefined, other: Target | undefined): boolean =>
  one?.kind === other?.kind && one?.key === other?.key && (one?.kind !== 'half' || other?.kind !== 'half' || one.side === other.side);

/** Returns the item that a click on the target focuses; connected groups and meshes only have a tooltip. */
export function toFocusedItem(target: Target | undefined): FocusedItem | undefined {
  if (target?.kind === 'half') return { kind: 'peering', key: target.key };
  return target?.kind === 'vnet' ? target : undefined;
}

/** Opacity of everything outside the focus. The pointer crosses VNets all the time, so hovering hardly changes the rest. */
const REST_OPACITY = { hovered: 0.8, focused: 0.5, path: 0.4 } as const;

/** Returns the neighbourhood of the hovered item, or else of the focused item; undefined without either. */
export function focusOf(
  scene: Scene,
  focused: FocusedItem | undefined,
  hovered: FocusedItem | undefined,
  highlightedHalves: readonly HalfRef[] = [],
): Focus | undefined {
  const focusedIndex = indexOfItem(scene, focused);
  const hoveredIndex = indexOfItem(scene, hovered);
  const centre = hoveredIndex ?? focusedIndex;
  if (!centre) return undefined;
  const links = centre.link === undefined ? (scene.linksOf[centre.node ?? 0] ?? []) : [centre.link];
  const nodes = new Set<number>(centre.node === undefined ? [] : [centre.node]);
  for (const link of links) {
    nodes.add(scene.from[link] ?? 0);
    nodes.add(scene.to[link] ?? 0);
  }
  if (focusedIndex?.node !== undefined) nodes.add(focusedIndex.node);
  return {
    nodes,
    restOpacity: hoveredIndex ? REST_OPACITY.hovered : REST_OPACITY.focused,
    named: focused ? neighbourhood(scene, focused) : [],
    hasBands: hoveredIndex !== undefined,
    links: focusedIndex?.link === undefined || links.includes(focusedIndex.link) ? links : [...links, focusedIndex.link],
    focused: focusedIndex ?? {},
    highlightedHalves: highlightedHalves.flatMap((half) => halfIndex(scene, half) ?? []).filter((half) => half >> 1 === focusedIndex?.link),
  };
}

/** Focuses the VNets and peerings of a path. */
export function focusOnPath(scene: Scene, { nodes, legs }: ScenePath): Focus {
  return {
    nodes: new Set(nodes),
    links: [...new Set(legs.flatMap(({ from, to }) => linkBetween(scene, from, to) ?? []))],
    focused: {},
    highlightedHalves: [],
    restOpacity: REST_OPACITY.path,
    named: nodes,
  };
}

function halfIndex(scene: Scene, { from, to }: HalfRef): number | undefined {
  const link = scene.linkIndexOf.get(peeringKey(from, to));
  return link === undefined ? undefined : 2 * link + (scene.nodes[scene.from[link] ?? 0]?.key === from ? 0 : 1);
}

function indexOfItem(scene: Scene, item: FocusedItem | undefined): { node?: number; link?: number } | undefined {
  if (item?.kind === 'vnet') {
    const node = scene.indexOf.get(item.key);
    return node === undefined ? undefined : { node };
  }
  const link = item && scene.linkIndexOf.get(item.key);
  return link === undefined ? undefined : { link };
}

/** Returns the node indices of a VNet and its peers, or of both ends of a peering. */
export function neighbourhood(scene: Scene, item: FocusedItem): number[] {
  const index = indexOfItem(scene, item);
  if (index?.link !== undefined) return [scene.from[index.link] ?? 0, scene.to[index.link] ?? 0];
  const { node } = index ?? {};
  return node === undefined ? [] : [node, ...(scene.linksOf[node] ?? []).map((link) => farEnd(scene, link, node))];
}
