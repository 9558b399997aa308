import { hasNoGateway } from '../topology/index.ts';
import type { Blocker } from './notice.ts';
import { aboutHalf, type FinalHalf, type Outcome } from './outcome.ts';
import { wishKey } from './wishes.ts';

const users = ({ written }: Outcome): readonly FinalHalf[] => written.filter(({ half }) => half.useRemoteGateways);

function transitNotOffered(outcome: Outcome): Blocker[] {
  const { finally: finallyAt, say, topology } = outcome;
  return users(outcome).flatMap((user) => {
    const offer = finallyAt({ from: user.to, to: user.from });
    if (offer?.half.allowTransit || (!offer && !topology.vnets.has(user.to)) || withdraws(offer) || usesToTheEnd(outcome, user)) return [];
    const text = `${say(user.from)} cannot use the gateways of ${say(user.to)}: ${offer ? `${say(user.to)} → ${say(user.from)} does not offer transit` : `${say(user.to)} has no half back that offers transit`}.`;
    return [{ ...aboutHalf(user), code: 'transit-not-offered', text }];
  });
}

/** A half is written while its twin still stands and offers transit; only then the twin goes. */
function usesToTheEnd({ wanted, steps }: Outcome, { from, to }: FinalHalf): boolean {
  const twin = wanted.get(wishKey({ from: to, to: from }));
  const isLate = steps.some(({ half, comesBack, isDead }) => half.from === from && half.to === to && (comesBack || isDead));
  return twin?.now?.allowTransit === true && !twin.goal && !isLate;
}

function transitInUse(outcome: Outcome): Blocker[] {
  const { written, finally: finallyAt, say } = outcome;
  return written.flatMap((offer) => {
    const user = finallyAt({ from: offer.to, to: offer.from });
    if (!withdraws(offer) || !user?.half.useRemoteGateways) return [];
    const text = `${say(offer.from)} → ${say(offer.to)} cannot stop offering transit while ${say(offer.to)} uses its gateways.`;
    return [{ ...aboutHalf(offer), code: 'transit-in-use', text }];
  });
}

const withdraws = (offer: FinalHalf | undefined): boolean =>
  offer?.now?.allowTransit === true && !offer.half.allowTransit && offer.isWritten;

/** Gateway transit carries VPN and ExpressRoute gateways and Route Servers (azure-semantics §6.5). */
function noRemoteGateway(outcome: Outcome): Blocker[] {
  const { topology, say } = outcome;
  return users(outcome).flatMap((user) => {
    if (!topology.vnets.has(user.to) || !hasNoGateway(topology, user.to)) return [];
    const text = `${say(user.from)} cannot use the gateways of ${say(user.to)}: it has none.`;
    return [{ ...aboutHalf(user), code: 'no-remote-gateway', text, arm: 'RemoteVnetHasNoGateways' }];
  });
}

function ownGateway(outcome: Outcome): Blocker[] {
  const { topology, say } = outcome;
  return users(outcome).flatMap((user) => {
    if ((topology.equipmentOf.get(user.from)?.gateways.length ?? 0) === 0) return [];
    const text = `${say(user.from)} cannot use the gateways of ${say(user.to)}: it has a gateway of its own.`;
    return [{ ...aboutHalf(user), code: 'own-gateway', text }];
  });
}

function secondRemoteGateway(outcome: Outcome): Blocker[] {
  const { finallyIn, say } = outcome;
  return users(outcome).flatMap((user) => {
    const other = finallyIn(user.from).find(({ to, half }) => to !== user.to && half.useRemoteGateways);
    if (!other) return [];
    const text = `${say(user.from)} cannot use the gateways of both ${[user.to, other.to].map(say).sort().join(' and ')}: Azure allows one.`;
    return [{ code: 'second-remote-gateway', text, vnets: [user.from, ...[user.to, other.to].sort()] }];
  });
}

export const gatewayBlockers = [transitNotOffered, transitInUse, noRemoteGateway, ownGateway, secondRemoteGateway];
