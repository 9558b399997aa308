import { hasNoGateway } from '../topology/index.ts';
import { halfKey } from './half-intents.ts';
import type { Blocker } from './notice.ts';
import { aboutHalf, type FinalHalf, type Outcome } from './outcome.ts';

const gatewayUsers = ({ written }: Outcome): readonly FinalHalf[] => written.filter(({ half }) => half.useRemoteGateways);

function transitNotOffered(outcome: Outcome): Blocker[] {
  const { finalHalf, nameOf, topology } = outcome;
  return gatewayUsers(outcome).flatMap((user) => {
    const offer = finalHalf({ from: user.to, to: user.from });
    if (
      offer?.half.allowTransit ||
      (!offer && !topology.vnets.has(user.to)) ||
      withdrawsTransit(offer) ||
      isWrittenBeforeDeletion(outcome, user)
    )
      return [];
    const [local, remote] = [nameOf(user.from), nameOf(user.to)];
    const reason = offer
      ? `${remote} → ${local} does not allow gateway transit`
      : `${remote} has no half to ${local} that allows gateway transit`;
    return [{ ...aboutHalf(user), code: 'transit-not-offered', text: `${local} cannot use ${remote}’s gateway: ${reason}.` }];
  });
}

/** Returns whether the half is written while its counterpart still exists and allows transit; the counterpart is deleted only afterwards. */
function isWrittenBeforeDeletion({ desired, steps }: Outcome, { from, to }: FinalHalf): boolean {
  const counterpart = desired.get(halfKey({ from: to, to: from }));
  const isLate = steps.some(
    ({ half, reconnects, isDisconnected }) => half.from === from && half.to === to && (reconnects || isDisconnected),
  );
  return counterpart?.current?.allowTransit === true && !counterpart.target && !isLate;
}

function transitInUse(outcome: Outcome): Blocker[] {
  const { written, finalHalf, nameOf } = outcome;
  return written.flatMap((offer) => {
    const user = finalHalf({ from: offer.to, to: offer.from });
    if (!withdrawsTransit(offer) || !user?.half.useRemoteGateways) return [];
    const [local, remote] = [nameOf(offer.from), nameOf(offer.to)];
    const text = `${local} → ${remote} cannot stop allowing gateway transit while ${remote} uses ${local}’s gateway.`;
    return [{ ...aboutHalf(offer), code: 'transit-in-use', text }];
  });
}

const withdrawsTransit = (offer: FinalHalf | undefined): boolean =>
  offer?.current?.allowTransit === true && !offer.half.allowTransit && offer.isWritten;

/** Gateway transit covers VPN and ExpressRoute gateways and Route Servers (azure-semantics §6.5). */
function noRemoteGateway(outcome: Outcome): Blocker[] {
  const { topology, nameOf } = outcome;
  return gatewayUsers(outcome).flatMap((user) => {
    if (!topology.vnets.has(user.to) || !hasNoGateway(topology, user.to)) return [];
    const text = `${nameOf(user.from)} cannot use ${nameOf(user.to)}’s gateway: ${nameOf(user.to)} has no gateway.`;
    return [{ ...aboutHalf(user), code: 'no-remote-gateway', text, arm: 'RemoteVnetHasNoGateways' }];
  });
}

function ownGateway(outcome: Outcome): Blocker[] {
  const { topology, nameOf } = outcome;
  return gatewayUsers(outcome).flatMap((user) => {
    if ((topology.attachedResources.get(user.from)?.gateways.length ?? 0) === 0) return [];
    const text = `${nameOf(user.from)} cannot use ${nameOf(user.to)}’s gateway: ${nameOf(user.from)} has its own gateway.`;
    return [{ ...aboutHalf(user), code: 'own-gateway', text }];
  });
}

function secondRemoteGateway(outcome: Outcome): Blocker[] {
  const { finalHalvesOf, nameOf } = outcome;
  return gatewayUsers(outcome).flatMap((user) => {
    const other = finalHalvesOf(user.from).find(({ to, half }) => to !== user.to && half.useRemoteGateways);
    if (!other) return [];
    const remotes = [user.to, other.to].map(nameOf).sort().join(' and ');
    const text = `${nameOf(user.from)} cannot use the gateways of both ${remotes}: a VNet can use the gateway of one remote VNet only.`;
    return [{ code: 'second-remote-gateway', text, vnets: [user.from, ...[user.to, other.to].sort()] }];
  });
}

export const gatewayBlockers = [transitNotOffered, transitInUse, noRemoteGateway, ownGateway, secondRemoteGateway];
