import { CATALOGUE, type Report, runRules } from '../health/index.ts';
import type { LearnedRoutes } from '../reach/index.ts';
import { buildTopology, type Snapshot, type Topology } from '../topology/index.ts';

/** One read of an estate, with its findings. */
export interface Reading {
  readonly snapshot: Snapshot;
  readonly topology: Topology;
  readonly report: Report;
}

/** Creates the reading of a snapshot. The rules use the routes that gateways and Route Servers have learned, where they were given. */
export function createReading(snapshot: Snapshot, learned?: LearnedRoutes): Reading {
  const topology = buildTopology(snapshot.rows);
  return { snapshot, topology, report: runRules(topology, CATALOGUE, learned) };
}
