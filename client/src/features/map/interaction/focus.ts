import type { ResourceKey } from '@peerscape/shared/arm';
import { type HalfRef, type PeeringKey, peeringKey } from '@peerscape/shared/topology';
import type { Selection } from '../../../lib/state/selection.ts';
import { farEnd, type Scene, type SceneMesh } from '../model/scene.ts';
import type { Focus } from '../paint/painter.ts';

/** What can be pointed at: a VNet or ghost, one half of a peering, a connected group, or the hull of a large mesh. */
export type Target =
  | { readonly kind: 'vnet'; readonly key: ResourceKey }
  | { readonly kind: 'half'; readonly key: PeeringKey; readonly side: 0 | 1 }
  | { readonly kind: 'connected-group'; readonly key: string }
  | { readonly kind: 'mesh'; readonly key: string; readonly mesh: SceneMesh };

export const sameTarget = (one: Target | undefined, other: Target | undefined): boolean =>
  one?.kind === other?.kind && one?.key === other?.key && (one?.kind !== 'half' || other?.kind !== 'half' || one.side === other.side);

/** What picking a target selects; connected groups and meshes are only told of. */
export function selectionOf(target: Target | undefined): Selection | undefined {
  if (target?.kind === 'half') return { kind: 'peering', key: target.key };
  return target?.kind === 'vnet' ? target : undefined;
}

/** A glance fades the rest more than a selection, which stays while one looks around. */
const REST = { pointed: 0.28, selected: 0.5 } as const;

/** What stands out: the neighbourhood of what is pointed at, else of what is selected; undefined when nothing does. */
export function focusOf(
  scene: Scene,
  selection: Selection | undefined,
  over: Selection | undefined,
  guilty: readonly HalfRef[] = [],
): Focus | undefined {
  const selected = indicesOf(scene, selection);
  const pointed = indicesOf(scene, over);
  const centre = pointed ?? selected;
  if (!centre) return undefined;
  const links = centre.link === undefined ? (scene.linksOf[centre.node ?? 0] ?? []) : [centre.link];
  const nodes = new Set<number>(centre.node === undefined ? [] : [centre.node]);
  for (const link of links) {
    nodes.add(scene.from[link] ?? 0);
    nodes.add(scene.to[link] ?? 0);
  }
  if (selected?.node !== undefined) nodes.add(selected.node);
  return {
    nodes,
    rest: pointed ? REST.pointed : REST.selected,
    links: selected?.link === undefined || links.includes(selected.link) ? links : [...links, selected.link],
    selected: selected ?? {},
    guilty: guilty.flatMap((half) => halfNumber(scene, half) ?? []).filter((half) => half >> 1 === selected?.link),
  };
}

function halfNumber(scene: Scene, { from, to }: HalfRef): number | undefined {
  const link = scene.linkIndexOf.get(peeringKey(from, to));
  return link === undefined ? undefined : 2 * link + (scene.nodes[scene.from[link] ?? 0]?.key === from ? 0 : 1);
}

function indicesOf(scene: Scene, selection: Selection | undefined): { node?: number; link?: number } | undefined {
  if (selection?.kind === 'vnet') {
    const node = scene.indexOf.get(selection.key);
    return node === undefined ? undefined : { node };
  }
  const link = selection && scene.linkIndexOf.get(selection.key);
  return link === undefined ? undefined : { link };
}

/** A VNet with all that it shares a peering with; both ends of a peering. */
export function neighbourhood(scene: Scene, selection: Selection): number[] {
  const found = indicesOf(scene, selection);
  if (found?.link !== undefined) return [scene.from[found.link] ?? 0, scene.to[found.link] ?? 0];
  const { node } = found ?? {};
  return node === undefined ? [] : [node, ...(scene.linksOf[node] ?? []).map((link) => farEnd(scene, link, node))];
}
