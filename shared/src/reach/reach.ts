import type { ResourceKey } from '../arm/index.ts';
import { type ParseResult, parseSuccess } from '../net/index.ts';
import type { Topology } from '../topology/index.ts';
import type { Answer, Question } from './answer.ts';
import { answerQuestion } from './ask.ts';
import { sourcesOf } from './gateways/gap.ts';
import { lazy } from './lazy.ts';
import type { LearnedRoutes } from './learned-routes.ts';
import { compareMatrices, type ReachChange } from './matrix/compare-matrices.ts';
import { createMatrix, type Matrix } from './matrix/matrix.ts';
import { createModel, type Model } from './model.ts';
import { findSubnet } from './places.ts';
import type { EffectiveRoute } from './routes/effective-route.ts';

/** Effective routes of a subnet with what was taken for granted. */
export interface SubnetRoutes {
  readonly routes: readonly EffectiveRoute[];
  readonly assumptions: readonly string[];
  /** Ids of gateways and Route Servers whose learned routes may be missing. */
  readonly sourceIds: readonly string[];
}

/** Answers single questions about one topology. */
export interface ReachAnswers {
  /** Answers whether one place reaches another, and why. */
  answer(question: Question): Answer;
  /** Returns the effective routes of a subnet, named `vnet/subnet` or by its ARM id. */
  routesOf(subnet: string): ParseResult<SubnetRoutes>;
}

/** Engine for one topology. */
export interface Reach extends ReachAnswers {
  /** Returns the answers about all pairs of VNets. */
  matrix(): Matrix;
  /** Returns what a change of the halves or route tables of some VNets changes, given the engine for the topology after it. */
  compare(after: Reach, changed: Iterable<ResourceKey>): readonly ReachChange[];
  readonly model: Model;
}

/** Creates the engine for one topology and what its gateways have learned. */
export function createReach(topology: Topology, learned: LearnedRoutes): Reach {
  const model = createModel(topology, learned);
  const matrix = lazy(() => createMatrix(model));
  return {
    model,
    matrix,
    compare: (after, changed) => compareMatrices({ model, matrix: matrix() }, after.model, changed),
    answer: (question) => answerQuestion(model, question),
    routesOf: (text) => {
      const place = findSubnet(model.estate, text);
      if (!place.ok) return place;
      const { routes, gaps, missingTableId, hasVirtualHub } = model.effectiveRoutes(place.value);
      return parseSuccess({
        routes,
        assumptions: [
          ...(missingTableId === undefined ? [] : [`The route table ${missingTableId} was not read; its routes are missing here.`]),
          ...(hasVirtualHub ? ['The routes of a virtual hub are missing here.'] : []),
          ...gaps.map(({ text }) => text),
        ],
        sourceIds: sourcesOf(gaps),
      });
    },
  };
}
