import { createReach, type LearnedRoutes, type ReachAnswers } from '@peerscape/shared/reach';
import { buildTopology, type Topology } from '@peerscape/shared/topology';
import { describeAbsentKinds, describeAbsentRoutes, describeMissingKinds } from './absent-kinds.ts';
import type { ReachEstate } from './read-estate.ts';

/** Creates the engine; tests of the commands pass another. */
export type CreateReach = (topology: Topology, learned: LearnedRoutes) => ReachAnswers;

/**
 * Opens the engine for what was read. In files, a type that is missing counts as one without resources, rather than as one that was not read;
 * where that could be wrong and matter, it is added to the assumptions.
 */
export function openReach(
  { rows, canBeWhole = false }: ReachEstate,
  learned: LearnedRoutes,
  create: CreateReach = createReach,
): { readonly reach: ReachAnswers; readonly topology: Topology } {
  const { missingKinds = [], ...whole } = rows;
  const topology = buildTopology(canBeWhole ? whole : rows);
  const absentKinds = canBeWhole ? missingKinds.filter((kind) => rows[kind].length === 0) : [];
  const engine = create(topology, learned);
  const reach: ReachAnswers = {
    answer: (question) => {
      const answer = engine.answer(question);
      const more = canBeWhole ? describeAbsentKinds(absentKinds, answer) : describeMissingKinds(rows, answer);
      return { ...answer, assumptions: [...answer.assumptions, ...more] };
    },
    routesOf: (subnet) => {
      const found = engine.routesOf(subnet);
      if (!found.ok) return found;
      const { assumptions } = found.value;
      return { ok: true, value: { ...found.value, assumptions: [...assumptions, ...describeAbsentRoutes(absentKinds)] } };
    },
  };
  return { reach, topology };
}
