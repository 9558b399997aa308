import { type Report, runRules } from '../health/index.ts';
import { buildTopology, type Snapshot, type Topology } from '../topology/index.ts';

/** One read of an estate, with its findings. */
export interface Reading {
  readonly snapshot: Snapshot;
  readonly topology: Topology;
  readonly report: Report;
}

export function createReading(snapshot: Snapshot): Reading {
  const topology = buildTopology(snapshot.rows);
  return { snapshot, topology, report: runRules(topology) };
}
