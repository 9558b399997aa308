import { type Report, runRules } from '@peerscape/shared/health';
import { buildTopology, createNamer, type Namer, type Topology, type TopologyRows } from '@peerscape/shared/topology';

/** The rows of a snapshot, with what tasks derive from them, computed once on first use. */
export interface Model {
  readonly rows: TopologyRows;
  topology(): Topology;
  report(): Report;
  nameOf: Namer;
}

export function createModel(rows: TopologyRows): Model {
  const topology = once(() => buildTopology(rows));
  const namer = once(() => createNamer(topology()));
  return { rows, topology, report: once(() => runRules(topology())), nameOf: (key) => namer()(key) };
}

function once<T>(compute: () => T): () => T {
  let result: { readonly value: T } | undefined;
  return () => {
    result ??= { value: compute() };
    return result.value;
  };
}
