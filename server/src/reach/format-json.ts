import { lastName, type ResourceKey } from '@peerscape/shared/arm';
import type { Answer, Blocker, EffectiveRoute, Hop, RouteOrigin, Step, SubnetRoutes, Trace } from '@peerscape/shared/reach';
import type { Topology } from '@peerscape/shared/topology';
import type { NumberedQuestion } from './parse-questions.ts';

/** Answer to a question of `--ask`. */
export interface AnsweredQuestion {
  readonly question: NumberedQuestion;
  readonly answer: Answer;
}

/** Formats answers as the JSON document of `reach`. */
export const formatAnswersJson = (answered: readonly AnsweredQuestion[], topology: Topology): string =>
  toJson({ answers: answered.map((one) => toAnswer(one, topology)) });

/** Formats the effective routes of a subnet as the JSON document of `routes`. */
export const formatRoutesJson = ({ routes, assumptions }: SubnetRoutes): string => toJson({ routes: routes.map(toRoute), assumptions });

const toJson = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;

const toAnswer = ({ question: { id }, answer }: AnsweredQuestion, topology: Topology) => ({
  id,
  verdict: answer.verdict,
  forward: toTrace(answer.forward, topology),
  back: toTrace(answer.back, topology),
  assumptions: answer.assumptions,
});

const toTrace = ({ outcome, hops, blocker }: Trace, topology: Topology) => ({
  outcome,
  hops: hops.map((hop) => toHop(hop, topology)),
  blocker: blocker === undefined ? null : toBlocker(blocker),
});

const toBlocker = ({ code, text, resourceIds }: Blocker) => ({ code, text, resourceIds });

function toHop({ vnet, subnet, steps }: Hop, topology: Topology) {
  const id = idOf(vnet, topology);
  return { vnet: lastName(id), subnet, vnetId: id, steps: steps.map((step) => toStep(step, topology)) };
}

/** Returns the ARM id of a VNet as Azure writes it. */
const idOf = (vnet: ResourceKey, { vnets, ghosts }: Topology): string => (vnets.get(vnet) ?? ghosts.get(vnet))?.id ?? vnet;

/** Steps contain resource keys instead of ids where they refer to VNets, and routes in the form of the engine. */
function toStep(step: Step, topology: Topology): object {
  switch (step.kind) {
    case 'route':
      return { ...step, route: toRoute(step.route), runnerUp: step.runnerUp === undefined ? null : toRoute(step.runnerUp) };
    case 'peering':
    case 'connected-group':
      return { ...step, from: idOf(step.from, topology), to: idOf(step.to, topology) };
    default:
      return step;
  }
}

const toRoute = ({ source, state, prefix, nextHopType, nextHopIps, origin }: EffectiveRoute) => ({
  source,
  state,
  prefixes: [prefix],
  nextHopType,
  nextHopIps,
  origin: toOrigin(origin),
});

/** Returns the kind of the origin, and the resource that has to change to change the route. */
function toOrigin(origin: RouteOrigin): { readonly kind: RouteOrigin['kind']; readonly [property: string]: string } {
  switch (origin.kind) {
    case 'system':
      return { kind: origin.kind };
    case 'peering':
      return { kind: origin.kind, id: origin.half.id };
    case 'connected-group':
      return { kind: origin.kind, id: origin.group.id };
    case 'gateway':
      return { kind: origin.kind, id: origin.gateway.id };
    case 'route-server':
      return { kind: origin.kind, id: origin.routeServer.id };
    case 'user':
      return { kind: origin.kind, id: origin.table.id, name: origin.route.name };
    case 'private-endpoint':
      return { kind: origin.kind, id: origin.endpoint.id };
    case 'service-endpoint':
      return { kind: origin.kind, service: origin.service };
  }
}
