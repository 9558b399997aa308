import type { ResourceKey } from '@peerscape/shared/arm';
import type { Plan } from '@peerscape/shared/plan';
import { previewReach, type ReachPairs, type ReachPreview } from '@peerscape/shared/preview';
import { createReach, NO_LEARNED_ROUTES, type Reach } from '@peerscape/shared/reach';
import { findHubs } from '@peerscape/shared/shapes';
import { buildTopology, connectedPeers, type Topology, type TopologyRows } from '@peerscape/shared/topology';
import type { VNetGroup } from '../format/describe-vnets.ts';

/** Pairs of a preview, with what is needed to name their sides. */
export interface NamedReachPairs extends Omit<ReachPairs, 'side' | 'other'> {
  readonly side: VNetGroup;
  readonly other: VNetGroup;
}

/** Computations about all VNets of a snapshot, with their inputs and results. */
export interface ReachJobs {
  readonly preview: {
    readonly input: Pick<Plan, 'steps'>;
    readonly result: Pick<ReachPreview, 'counts'> & { readonly groups: readonly NamedReachPairs[] };
  };
}

export type ReachJobKind = keyof ReachJobs;

interface Snapshot {
  readonly rows: TopologyRows;
  readonly topology: Topology;
  readonly reach: Reach;
}

const RUNNERS: { readonly [K in ReachJobKind]: (snapshot: Snapshot, input: ReachJobs[K]['input']) => ReachJobs[K]['result'] } = {
  preview: ({ rows, topology, reach }, plan) => {
    const { groups, counts } = previewReach(reach, rows, plan);
    return {
      counts,
      groups: groups.map((group) => ({ ...group, side: toGroup(topology, group.side), other: toGroup(topology, group.other) })),
    };
  },
};

/** Runs jobs on one snapshot. */
export type ReachRunner = <K extends ReachJobKind>(kind: K, input: ReachJobs[K]['input']) => ReachJobs[K]['result'];

/** Creates the runner for the rows of a snapshot; its engine is created once. */
export function createReachRunner(rows: TopologyRows): ReachRunner {
  const topology = buildTopology(rows);
  const snapshot = { rows, topology, reach: createReach(topology, NO_LEARNED_ROUTES) };
  return (kind, input) => RUNNERS[kind](snapshot, input);
}

const toGroup = (topology: Topology, keys: readonly ResourceKey[]): VNetGroup => ({ keys, hub: findCommonHub(topology, keys) });

/** Returns the only hub that all of these VNets are peered with; undefined if there is none, or several. */
function findCommonHub(topology: Topology, keys: readonly ResourceKey[]): ResourceKey | undefined {
  const hubs = findHubs(topology);
  const [first, ...others] = keys.map((key) => new Set([...connectedPeers(topology, key)].flatMap(({ to }) => (hubs.has(to) ? [to] : []))));
  const common = [...(first ?? [])].filter((hub) => others.every((peers) => peers.has(hub)));
  return common.length === 1 ? common[0] : undefined;
}
