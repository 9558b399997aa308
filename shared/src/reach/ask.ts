import { type Address, containsAddress, type Family, formatAddress, parseAddress } from '../net/index.ts';
import type { Answer, Hop, Question, Step, Trace } from './answer.ts';
import { type Blocker, DISPOSITIONS, type Verdict } from './dispositions.ts';
import { sourcesOf } from './gateways/gap.ts';
import type { Model } from './model.ts';
import { findPlaces, type Place } from './places.ts';
import { isPrivate } from './routes/choose-route.ts';
import { isSymmetric } from './symmetry.ts';
import type { Context } from './trace/context.ts';
import { findInterface } from './trace/deliver.ts';
import { findSiteAccess, walkFromSite } from './trace/gateway.ts';
import { type Arrival, EMPTY_TRAIL, endWith, type Path } from './trace/trail.ts';
import { walkFrom } from './trace/walk.ts';

/** Answers whether one place reaches another: follows a packet there and the reply back. Never throws; what is not known is `unknown`. */
export function answerQuestion(model: Model, question: Question): Answer {
  const family = familyOf(question.from) ?? familyOf(question.to);
  const from = findPlaces(model.estate, question.from, family);
  if (!from.ok) return createUnanswered(from.problem);
  const to = findPlaces(model.estate, question.to, family);
  if (!to.ok) return createUnanswered(to.problem);
  const answers = from.value.flatMap((source) => to.value.map((destination) => answerPair(model, question, source, destination)));
  return combineAnswers(answers);
}

function familyOf(text: string): Family | undefined {
  const address = parseAddress(text.trim());
  return address.ok ? address.value.family : undefined;
}

const createUnanswered = (problem: string): Answer => {
  const trace: Trace = { outcome: 'unknown', hops: [], blocker: { code: 'place-not-found', text: `${problem}.`, resourceIds: [] } };
  return { verdict: 'unknown', forward: trace, back: trace, assumptions: [] };
};

function answerPair(model: Model, { protocol = 'tcp', port }: Question, source: Place, destination: Place): Answer {
  const forwardContext: Context = {
    model,
    walk: walkFrom,
    packet: { source: source.address, destination: destination.address, protocol, port, isReply: false },
  };
  const backContext: Context = {
    model,
    walk: walkFrom,
    packet: { source: destination.address, destination: source.address, protocol, port, isReply: true },
  };
  const there = startAt(forwardContext, source);
  const arrived = there.filter(isArrived);
  const back = (
    arrived.length > 0 ? arrived.flatMap((path) => reply(backContext, path, destination)) : startAt(backContext, destination)
  ) as readonly Path[];
  const forward = toTrace(there);
  const backward = toTrace(back);
  return {
    verdict: decideVerdict(forward, backward, () => isSymmetric(arrived, back.filter(isArrived))),
    forward,
    back: backward,
    assumptions: [...new Set([...there, ...back].flatMap(({ assumptions }) => assumptions))],
  };
}

type ArrivedPath = Path & { readonly end: { readonly outcome: 'delivered' | 'leaves'; readonly arrival: Arrival } };

const isArrived = (path: Path): path is ArrivedPath => 'arrival' in path.end;

/** Follows a packet from a place, or from the sites that have its source address. */
function startAt(context: Context, { address, at, vnets }: Place): readonly Path[] {
  const { model, packet } = context;
  if (packet.source.family !== packet.destination.family)
    return [
      endWith(
        EMPTY_TRAIL,
        'no-route',
        `${formatAddress(packet.source)} and ${formatAddress(packet.destination)} are of different IP versions.`,
      ),
    ];
  if (at) return walkFrom(context, at, { kind: 'host', nic: findInterface(model, at, address) }, EMPTY_TRAIL);
  const text = formatAddress(address);
  if (vnets.length > 1)
    return [endWith(EMPTY_TRAIL, 'place-not-found', `${text} is in several VNets: ${vnets.map(({ name }) => name).join(', ')}.`)];
  return startOutside(context, text);
}

function startOutside(context: Context, text: string): readonly Path[] {
  const { model, packet } = context;
  const sites = findSiteAccess(context, packet.source);
  if (sites.length > 0) {
    const paths = sites.flatMap((site) => walkFromSite(context, site, EMPTY_TRAIL));
    // a site uses the connections that work, and of those the ones that announce the destination to it
    const usable = paths.filter(({ end }) => !('blocker' in end) || !UNUSED_BY_SITES.has(end.blocker.code));
    return usable.length > 0 ? usable : paths;
  }
  if (!isPrivate(model.estate, packet.source))
    return [endWith(EMPTY_TRAIL, 'no-route', `${text} is in the internet, from which the private addresses of VNets cannot be reached.`)];
  return [endAtUnknownPlace(model, packet.source, text)];
}

/** Ends at an address that is in no VNet and that no gateway has a connection to. */
function endAtUnknownPlace(model: Model, address: Address, text: string): Path {
  const { estate } = model;
  const servers = estate.allRouteServers().map(model.routeServerTable);
  const announced = servers.flatMap(({ entries }) => entries).find(({ cidr }) => cidr.length > 0 && containsAddress(cidr, address));
  if (announced)
    return endWith(
      EMPTY_TRAIL,
      'appliance-tunnel',
      `${text} is behind the appliance at ${announced.nextHopIps.join(', ')}, which announces it to a Route Server. Azure does not show how the appliance reaches it.`,
    );
  const gateways = estate.allGateways().flatMap(({ id }) => model.gatewayTable(estate.keyOf(id)) ?? []);
  const gaps = [...gateways, ...servers].flatMap((each) => each.gaps).filter(({ families }) => families.includes(address.family));
  const [gap] = gaps;
  return gap
    ? endWith(EMPTY_TRAIL, 'routes-not-learned', `${text} is in no VNet. ${gap.text}`, sourcesOf(gaps))
    : endWith(EMPTY_TRAIL, 'place-not-found', `${text} is in no VNet, and no gateway knows it.`);
}

const UNUSED_BY_SITES: ReadonlySet<string> = new Set(['not-announced', 'connection-not-connected']);

/** Follows the reply to a packet that has arrived. Replies from the internet and from private endpoints come back the same way. */
function reply(context: Context, path: ArrivedPath, destination: Place): readonly Path[] {
  const { arrival } = path.end;
  switch (arrival.kind) {
    case 'subnet':
      return startAt(context, { ...destination, at: arrival.place });
    case 'site':
      return startOutside(context, formatAddress(destination.address));
    case 'internet':
    case 'private-endpoint':
      return [reverse(context, path)];
  }
}

function reverse({ model, packet }: Context, path: ArrivedPath): Path {
  const hops = [...path.hops].reverse().map((hop): Hop => ({ ...hop, steps: [...hop.steps].reverse().flatMap(reverseStep) }));
  const last = hops.at(-1);
  const delivery: Step = { kind: 'deliver', to: 'address', address: formatAddress(packet.destination) };
  const vnet = last && model.estate.topology.vnets.get(last.vnet);
  return {
    ...path,
    appliances: [...path.appliances].reverse(),
    hops: last ? [...hops.slice(0, -1), { ...last, steps: [...last.steps, delivery] }] : hops,
    end: vnet
      ? { outcome: 'delivered', arrival: { kind: 'subnet', place: { vnet, subnet: model.estate.findSubnet(vnet, last?.subnet ?? '') } } }
      : path.end,
  };
}

/** Routes and filters decide about the packet there; the reply belongs to the connection that they have allowed. */
function reverseStep(step: Step): readonly Step[] {
  switch (step.kind) {
    case 'peering':
    case 'connected-group':
      return [{ ...step, from: step.to, to: step.from }];
    case 'appliance':
    case 'gateway':
    case 'connection':
    case 'private-endpoint':
      return [step];
    default:
      return [];
  }
}

/** Combines the ways of one direction: if they end differently, the result is ambiguous, or unknown if one of them is. */
function toTrace(paths: readonly Path[]): Trace {
  const [first] = paths;
  if (!first) return { outcome: 'unknown', hops: [], blocker: { code: 'not-established', text: 'No path was found.', resourceIds: [] } };
  const arrived = paths.filter(isArrived);
  const blocked = paths.find(({ end }) => 'blocker' in end && end.outcome === 'unknown') ?? paths.find((path) => !isArrived(path));
  if (!blocked || !('blocker' in blocked.end)) return { outcome: first.end.outcome, hops: first.hops, blocker: undefined };
  const { outcome, blocker } = blocked.end;
  if (arrived.length === 0 || outcome === 'unknown') return { outcome, hops: blocked.hops, blocker };
  return { outcome: 'unknown', hops: blocked.hops, blocker: createDisagreement(blocker) };
}

const createDisagreement = ({ text, resourceIds }: Blocker): Blocker => ({
  code: 'equal-paths',
  text: `Paths of equal cost end differently. One of them: ${text}`,
  resourceIds,
});

function decideVerdict(forward: Trace, back: Trace, isSymmetricWay: () => boolean): Verdict {
  if (forward.blocker) return DISPOSITIONS[forward.blocker.code].verdict;
  if (!back.blocker) return isSymmetricWay() ? 'reachable' : 'asymmetric';
  const { verdict } = DISPOSITIONS[back.blocker.code];
  return verdict === 'unreachable' || verdict === 'blocked' ? 'one-way' : verdict;
}

/** Combines the answers about several kinds of subnets. */
function combineAnswers(answers: readonly Answer[]): Answer {
  const [first] = answers;
  if (!first) return createUnanswered('The place has no subnet');
  const other = answers.find(({ verdict }) => verdict !== first.verdict);
  const assumptions = [...new Set(answers.flatMap((answer) => answer.assumptions))];
  if (!other) return { ...first, assumptions };
  const unknown = answers.find(({ verdict }) => verdict === 'unknown');
  if (unknown) return { ...unknown, assumptions };
  const failing = answers.find(({ forward, back }) => forward.blocker ?? back.blocker) ?? first;
  const cause = failing.forward.blocker ?? failing.back.blocker;
  const blocker: Blocker = {
    code: 'equal-paths',
    text: `It depends on the subnet.${cause ? ` In one case: ${cause.text}` : ''}`,
    resourceIds: cause?.resourceIds ?? [],
  };
  return { verdict: 'ambiguous', forward: { outcome: 'unknown', hops: failing.forward.hops, blocker }, back: failing.back, assumptions };
}
