import { lastName, type ResourceKey } from '@peerscape/shared/arm';
import { type HalfStatus, halfFrom, halfStatus, type Namer, otherEnd, type Peering, type Topology } from '@peerscape/shared/topology';
import { count, formatNumber } from '../../../lib/format/format.ts';
import { ghostLabel } from '../../../lib/format/ghost-labels.ts';
import { HALF_OPTIONS } from '../../../lib/format/half-options.ts';
import {
  HALF_STATUS_STYLES,
  HALF_STATUSES,
  isNormal,
  PLANNED_CHANGE_LABELS,
  type PlannedChange,
} from '../../../lib/format/half-status-styles.ts';
import type { MapNode } from './elements.ts';
import { parseHalfKey } from './half-markers.ts';
import type { Direction } from './neighbour.ts';
import type { Scene, SceneMesh } from './scene.ts';

/** Explains which lines of a large mesh are drawn. */
export const MESH_LINES_HINT = 'Lines that need attention are always drawn. The others appear when you zoom in or hover over a VNet.';

/** Describes a large mesh: `mesh of 40` and `780 peerings`, or `3 peerings missing`. */
export function describeMesh({ nodes, peerings, mesh: { missing } }: SceneMesh): { readonly name: string; readonly content: string } {
  const content = missing.length > 0 ? `${count(missing.length, 'peering')} missing` : count(peerings, 'peering');
  return { name: `mesh of ${formatNumber(nodes.length)}`, content };
}

/** Creates a function that names VNets as the map does: with what tells VNets of one name apart. */
export const createSceneNamer =
  ({ nodes, indexOf }: Scene): Namer =>
  (key) => {
    const node = nodes[indexOf.get(key) ?? -1];
    return node ? formatQualifiedName(node) : lastName(key);
  };

const formatQualifiedName = ({ name, label }: Pick<MapNode, 'name' | 'label'>): string =>
  label.qualifier ? `${name} (${label.qualifier})` : name;

/** Returns the accessible name of a VNet on the map: `hub-weu, 14 peerings, 1 half-configured`. */
export function formatAccessibleName({ name, label, kind, absence, peerings, halfConfigured, needAttention }: MapNode): string {
  const facts = [formatQualifiedName({ name, label }), ...(kind === 'ghost' ? [ghostLabel(absence)] : []), count(peerings, 'peering')];
  const others = needAttention - halfConfigured;
  return [
    ...facts,
    ...(halfConfigured > 0 ? [`${formatNumber(halfConfigured)} half-configured`] : []),
    ...(others > 0 ? [`${formatNumber(others)} ${halfConfigured > 0 ? 'more ' : ''}${others === 1 ? 'needs' : 'need'} attention`] : []),
  ].join(', ');
}

/** Explains the keys of the map. */
export const MAP_KEYS_HINT = 'Arrow keys follow peerings. Shift and an arrow key goes to any VNet on that side. Enter opens the details.';

const SIDES: Readonly<Record<Direction, string>> = { left: 'to the left of', right: 'to the right of', up: 'above', down: 'below' };

/** Explains why an arrow key led nowhere. */
export const describeDeadEnd = (name: string, direction: Direction, alongPeerings: boolean): string =>
  alongPeerings
    ? `${name} has no peering with a VNet ${SIDES[direction]} it. Shift and the arrow key goes to any VNet.`
    : `There is no VNet ${SIDES[direction]} ${name}.`;

/** Names the halves of a VNet's peerings that need attention, at most `max`: `Missing: hub → dev`. */
export function describeAttention(scene: Scene, node: number, max: number = MAX_ATTENTION): readonly string[] {
  const texts = (scene.linksOf[node] ?? []).flatMap((link) => {
    const halves = ([0, 1] as const).flatMap((side) => {
      const status = HALF_STATUSES[scene.halfStatus[2 * link + side] ?? 0];
      return status && !isNormal(status)
        ? [{ status, text: `${HALF_STATUS_STYLES[status].label}: ${titleOfHalf(scene, link, side)}` }]
        : [];
    });
    // a missing half explains the status of the other one
    return (halves.find(({ status }) => status === 'missing') ?? halves[0])?.text ?? [];
  });
  return texts.length > max ? [...texts.slice(0, max), `${formatNumber(texts.length - max)} more`] : texts;
}

const MAX_ATTENTION = 4;

/** Returns the names of a half: `hub → spoke-a`, with what tells VNets of one name apart. */
function titleOfHalf({ nodes, from, to }: Scene, link: number, side: 0 | 1): string {
  const nameOf = (node: MapNode | undefined) => node && formatQualifiedName(node);
  const [own, far] = [nameOf(nodes[from[link] ?? 0]), nameOf(nodes[to[link] ?? 0])];
  return side === 0 ? `${own} → ${far}` : `${far} → ${own}`;
}

/** Names the parts that the map leaves out of all names: `Names without “vnet-contoso-”`; undefined if there are none. */
export function describeSharedName({ start, end }: Scene['sharedName']): string | undefined {
  const parts = [start, end].filter((part) => part !== '').map((part) => `“${part}”`);
  return parts.length > 0 ? `Names without ${parts.join(' and ')}` : undefined;
}

/** Formats the number of findings of a VNet: `1 error or warning`, `3 errors and warnings`. */
export const formatFindingCount = (n: number): string => count(n, 'error or warning', 'errors and warnings');

/** Describes the planned changes to the halves that a VNet owns: `hub → spoke-a to be created`. */
export const describePlannedChanges = (nameOf: Namer, planned: ReadonlyMap<string, PlannedChange>, vnet: ResourceKey): readonly string[] =>
  [...planned].flatMap(([key, change]) => {
    const [from, to] = parseHalfKey(key);
    if (from !== vnet) return [];
    return [`${nameOf(from)} → ${nameOf(to)} ${PLANNED_CHANGE_LABELS[change]}`];
  });

const STATUS_TEXTS: Readonly<Record<Exclude<HalfStatus, 'other' | 'connected'>, string>> = {
  'out-of-sync': 'Connected, out of sync',
  'access-off': 'Connected, access off',
  initiated: 'Initiated',
  disconnected: 'Disconnected',
  missing: 'Missing',
  unknown: 'Unknown (VNet not visible to you)',
};

/** Description of one half. */
export interface HalfDescription {
  /** `hub → spoke-a` */
  readonly title: string;
  readonly statusText: string;
  readonly status: HalfStatus;
  readonly options: readonly string[];
}

/** Describes the half that `from` owns. */
export function describeHalf(topology: Topology, nameOf: Namer, peering: Peering, from: ResourceKey): HalfDescription {
  const half = halfFrom(peering, from);
  const status = halfStatus(topology, peering, from);
  const [local, remote] = [nameOf(from), nameOf(otherEnd(peering, from))];
  const connected = half?.sync === 'FullyInSync' ? 'Connected, in sync' : half?.sync ? 'Connected, remote half out of sync' : 'Connected';
  return {
    title: `${local} → ${remote}`,
    statusText: status === 'connected' ? connected : status === 'other' ? (half?.state ?? '') : STATUS_TEXTS[status],
    status: status,
    options: half ? HALF_OPTIONS.filter((option) => option.isOn(half)).map((option) => option.sentence(local, remote)) : [],
  };
}
