import type { ResourceKey } from '@peerscape/shared/arm';
import { type PreviewedChange, previewReach, type ReachPairs, type ReachPreview } from '@peerscape/shared/preview';
import {
  createReach,
  type MatrixLine,
  NO_LEARNED_ROUTES,
  type Reach,
  type TableCell,
  tabulate,
  type Verdict,
} from '@peerscape/shared/reach';
import { findHubs } from '@peerscape/shared/shapes';
import { buildTopology, connectedPeers, type Topology, type TopologyRows } from '@peerscape/shared/topology';
import type { VNetGroup } from '../format/describe-vnets.ts';
import type { VNetReach } from '../format/vnet-reach.ts';

/** Pairs of a preview, with what is needed to name their sides. */
export interface NamedReachPairs extends Omit<ReachPairs, 'side' | 'other'> {
  readonly side: VNetGroup;
  readonly other: VNetGroup;
}

/** Part of the matrix of all VNets. */
export interface MatrixInput {
  /** VNets of each line; without them, VNets that behave alike are one line. */
  readonly groups: readonly MatrixLine[] | undefined;
  /** VNets that the rows contain; undefined for all. */
  readonly rows: ReadonlySet<ResourceKey> | undefined;
  readonly columns: ReadonlySet<ResourceKey> | undefined;
  /** Number of rows and columns at most. */
  readonly limit: number;
}

export interface MatrixResult {
  readonly rows: readonly NamedLine[];
  readonly columns: readonly NamedLine[];
  /** Numbers of rows and columns without the limit. */
  readonly rowCount: number;
  readonly columnCount: number;
  readonly cells: readonly (readonly TableCell[])[];
}

/** Row or column with what is needed to name it. */
export interface NamedLine extends VNetGroup {
  /** Position of its group in the input; undefined for VNets that behave alike. */
  readonly group: number | undefined;
}

/** Computations about all VNets of a snapshot, with their inputs and results. */
export interface ReachJobs {
  readonly preview: {
    readonly input: PreviewedChange;
    readonly result: Pick<ReachPreview, 'counts'> & { readonly groups: readonly NamedReachPairs[] };
  };
  readonly matrix: { readonly input: MatrixInput; readonly result: MatrixResult };
  readonly vnet: { readonly input: ResourceKey; readonly result: VNetReach };
}

export type ReachJobKind = keyof ReachJobs;

interface Snapshot {
  readonly rows: TopologyRows;
  readonly topology: Topology;
  readonly reach: Reach;
}

const RUNNERS: { readonly [K in ReachJobKind]: (snapshot: Snapshot, input: ReachJobs[K]['input']) => ReachJobs[K]['result'] } = {
  preview: ({ rows, topology, reach }, change) => {
    const { groups, counts } = previewReach(reach, rows, change);
    return {
      counts,
      groups: groups.map((group) => ({ ...group, side: toGroup(topology, group.side), other: toGroup(topology, group.other) })),
    };
  },
  matrix: computeMatrix,
  vnet: computeVNetReach,
};

/** Runs jobs on one snapshot. */
export type ReachRunner = <K extends ReachJobKind>(kind: K, input: ReachJobs[K]['input']) => ReachJobs[K]['result'];

/** Creates the runner for the rows of a snapshot; its engine is created once. */
export function createReachRunner(rows: TopologyRows): ReachRunner {
  const topology = buildTopology(rows);
  const snapshot = { rows, topology, reach: createReach(topology, NO_LEARNED_ROUTES) };
  return (kind, input) => RUNNERS[kind](snapshot, input);
}

/** Sorts all other VNets by whether one of them reaches them, and they it. */
function computeVNetReach({ topology, reach }: Snapshot, vnet: ResourceKey): VNetReach {
  const matrix = reach.matrix();
  const own = matrix.classOf.get(vnet);
  const found = { vnet, both: [] as ResourceKey[], to: [] as ResourceKey[], from: [] as ResourceKey[], unknown: [] as ResourceKey[] };
  if (own === undefined) return found;
  const there = matrix.row(own);
  for (const members of sortByName(topology, matrix.classes)) {
    const [first] = members;
    const index = first && matrix.classOf.get(first);
    if (index === undefined) continue;
    const list = listOf(there[index]?.verdict, matrix.row(index)[own]?.verdict);
    if (list) found[list].push(...members.filter((key) => key !== vnet));
  }
  return found;
}

function listOf(to: Verdict | undefined, from: Verdict | undefined): Exclude<keyof VNetReach, 'vnet'> | undefined {
  if (to === 'reachable') return from === 'reachable' ? 'both' : 'to';
  if (from === 'reachable') return 'from';
  return to === 'unknown' || from === 'unknown' ? 'unknown' : undefined;
}

function computeMatrix({ topology, reach }: Snapshot, { groups, rows, columns, limit }: MatrixInput): MatrixResult {
  const matrix = reach.matrix();
  const all: readonly Omit<NamedLine, 'hub'>[] = groups
    ? groups.map((keys, group) => ({ keys, group }))
    : sortByName(topology, matrix.classes).map((keys) => ({ keys, group: undefined }));
  const linesOf = (shown: ReadonlySet<ResourceKey> | undefined) =>
    shown ? all.map((line) => ({ ...line, keys: line.keys.filter((key) => shown.has(key)) })).filter(({ keys }) => keys.length > 0) : all;
  const [down, across] = [linesOf(rows), linesOf(columns)];
  const nameLines = (lines: typeof all): readonly NamedLine[] =>
    lines.slice(0, limit).map((line) => ({ ...line, hub: findCommonHub(topology, line.keys) }));
  const [shownRows, shownColumns] = [nameLines(down), nameLines(across)];
  return {
    rows: shownRows,
    columns: shownColumns,
    rowCount: down.length,
    columnCount: across.length,
    cells: tabulate(
      matrix,
      shownRows.map(({ keys }) => keys),
      shownColumns.map(({ keys }) => keys),
    ),
  };
}

/** Sorts the members of each class, and the classes, by name. */
function sortByName({ vnets }: Topology, classes: readonly MatrixLine[]): readonly MatrixLine[] {
  const { compare } = new Intl.Collator('en', { numeric: true });
  const nameOf = (key: ResourceKey | undefined) => (key && vnets.get(key)?.name) ?? '';
  return classes
    .map((members) => members.toSorted((one, other) => compare(nameOf(one), nameOf(other))))
    .sort(([one], [other]) => compare(nameOf(one), nameOf(other)));
}

const toGroup = (topology: Topology, keys: readonly ResourceKey[]): VNetGroup => ({ keys, hub: findCommonHub(topology, keys) });

/** Returns the only hub that all of these VNets are peered with; undefined if there is none, or several. */
function findCommonHub(topology: Topology, keys: readonly ResourceKey[]): ResourceKey | undefined {
  const hubs = findHubs(topology);
  const [first, ...others] = keys.map((key) => new Set([...connectedPeers(topology, key)].flatMap(({ to }) => (hubs.has(to) ? [to] : []))));
  const common = [...(first ?? [])].filter((hub) => others.every((peers) => peers.has(hub)));
  return common.length === 1 ? common[0] : undefined;
}
