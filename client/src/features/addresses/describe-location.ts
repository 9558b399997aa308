import {
  type AddressPlace,
  type Claim,
  countAddresses,
  type LocatedAddress,
  locateAddress,
  locatePrefix,
  type Reservation,
  type RouteTo,
  shareOf,
  specialMeaning,
  usableAddresses,
} from '@peerscape/shared/addresses';
import { type Address, type Cidr, formatAddress, formatCidr, intersect, sizeOf, toPrefixSet } from '@peerscape/shared/net';
import { nodeOf, otherEnd, type Topology, type VNet } from '@peerscape/shared/topology';
import { formatAddressCount, formatLargeNumber, formatShare } from '../../lib/format/address-count.ts';
import { count, formatNumber } from '../../lib/format/format.ts';
import { ghostLabel } from '../../lib/format/ghost-labels.ts';
import { subscriptionName } from '../../lib/format/names.ts';
import { type Answer, listVNets, type Piece, type Sentence } from './answer.ts';

const RESERVATIONS: Readonly<Record<Reservation, string>> = {
  network: 'It is the network address of the subnet, which Azure reserves.',
  gateway: 'Azure reserves it in each subnet for the default gateway.',
  dns: 'Azure reserves it in each subnet to map its DNS addresses.',
  broadcast: 'It is the broadcast address of the subnet, which Azure reserves.',
};

/** Answers what is at an address. */
export function describeAddress(topology: Topology, claims: readonly Claim[], address: Address): Answer {
  const text = formatAddress(address);
  const special = specialMeaning(address);
  if (special) return { title: [`${text} is ${special}`], details: [], isNothing: false };
  const located = locateAddress(topology, claims, address);
  const { places, holders } = located;
  const resources = holders.map(({ kind, name, vnet }): Sentence => [`It is the address of the ${kind} ${name} in `, { vnet }, '.']);
  const [only] = places;
  if (!only) return { title: [`${text} is in no VNet that is visible`], details: [...resources, ...routes(located)], isNothing: true };
  if (places.length > 1)
    return {
      title: [`${text} is in ${places.length} overlapping prefixes`],
      details: [...places.map(toSentence), ...resources],
      isNothing: false,
    };
  return {
    title: [`${text} is `, ...inPlace(only)],
    details: [
      ...(only.reserved ? [[RESERVATIONS[only.reserved]]] : []),
      ...resources,
      ...aboutPlace(topology, only),
      ...(only.claim.source === 'vnet' ? [] : routes(located)),
    ],
    isNothing: false,
  };
}

/** Answers what is at a prefix. */
export function describePrefix(topology: Topology, claims: readonly Claim[], cidr: Cidr): Answer {
  const text = formatCidr(cidr);
  const { around, inside } = locatePrefix(topology, claims, cidr);
  const [outer] = around;
  const owners = [...new Set(inside.map(({ owner }) => owner))];
  const taken = countAddresses(intersect(toPrefixSet(inside.map((claim) => claim.cidr)), toPrefixSet([cidr])));
  const content: readonly Sentence[] =
    inside.length === 0
      ? []
      : [
          [`It contains ${count(inside.length, 'prefix', 'prefixes')} of `, ...listVNets(owners), '.'],
          [`${formatLargeNumber(taken)} of ${formatAddressCount(sizeOf(cidr))} (${formatShare(shareOf(taken, sizeOf(cidr)))}) are taken.`],
        ];
  if (around.length > 1)
    return {
      title: [`${text} is in ${formatNumber(around.length)} overlapping prefixes`],
      details: [...around.map(toSentence), ...content],
      isNothing: false,
    };
  if (outer) {
    const place = outer.subnet ? outer.subnet.cidr : outer.claim.cidr;
    const isSame = sizeOf(place) === sizeOf(cidr);
    return {
      title: [`${text} is `, ...(isSame ? asPlace(outer) : inPlace(outer))],
      details: [...aboutPlace(topology, outer), ...content],
      isNothing: false,
    };
  }
  if (inside.length === 0) return { title: [`${text} overlaps nothing that is visible`], details: [], isNothing: true };
  return { title: [`${text} is partly taken, by ${count(owners.length, 'VNet')}`], details: content, isNothing: false };
}

/** Describes where something is: `in subnet app of spoke-a (10.4.3.0/24)`. */
function inPlace({ claim, subnet }: AddressPlace): Sentence {
  const vnet: Piece = { vnet: claim.owner };
  if (subnet) return [`in subnet ${subnet.name} of `, vnet, ` (${formatCidr(subnet.cidr)})`];
  const prefix = formatCidr(claim.cidr);
  switch (claim.source) {
    case 'vnet':
      return ['in ', vnet, ` (${prefix}), in none of its subnets`];
    case 'ghost':
      return ['in ', vnet, ` (${prefix}), a VNet that is not visible`];
    default:
      return [`in ${prefix}, which `, vnet, ' no longer has and halves still have'];
  }
}

/** Describes where something is, as a sentence of its own. */
const toSentence = (place: AddressPlace): Sentence => [
  ...inPlace(place).map((piece, i) => (i === 0 && typeof piece === 'string' ? piece.replace(/^i/, 'I') : piece)),
  '.',
];

function asPlace({ claim, subnet }: AddressPlace): Sentence {
  const vnet: Piece = { vnet: claim.owner };
  if (subnet) return [`the subnet ${subnet.name} of `, vnet];
  return claim.source === 'learned' ? ['a former prefix of ', vnet, ', which halves still list'] : ['in the address space of ', vnet];
}

function aboutPlace(topology: Topology, { claim, subnet }: AddressPlace): readonly Sentence[] {
  const node = nodeOf(topology, claim.owner);
  if (!node) return [];
  if (node.kind === 'ghost')
    return [[{ vnet: node.key }, `: ${ghostLabel(node.reason)}. Its prefixes are known from the halves that point at it.`]];
  return [
    ...(subnet && subnet.cidr.family === 4
      ? [[`Subnet ${formatCidr(subnet.cidr)}: ${formatAddressCount(usableAddresses(subnet.cidr))} that resources can use.`]]
      : []),
    [`VNet ${formatCidr(claim.cidr)}, ${node.location}, subscription ${subscriptionName(topology, node.subscriptionId)}.`],
    ...aboutPeerings(topology, node),
  ];
}

function aboutPeerings({ peeringsOf }: Topology, { key, halvesNotRead }: VNet): readonly Sentence[] {
  const peers = (peeringsOf.get(key) ?? []).map((peering) => otherEnd(peering, key));
  if (peers.length === 0 && !halvesNotRead) return [['It has no peerings.']];
  return [
    ...(peers.length > 0 ? [['Peered with ', ...listVNets(peers, 3), '.']] : []),
    ...(halvesNotRead ? [['Not all of its peerings could be read.']] : []),
  ];
}

const MAX_ROUTES = 3;

function routes({ routes: all }: LocatedAddress): readonly Sentence[] {
  const more = all.length - MAX_ROUTES;
  return [
    ...all.slice(0, MAX_ROUTES).map(describeRoute),
    ...(more > 0 ? [[`${count(more, 'more route')} in route tables lead there.`]] : []),
  ];
}

const describeRoute = ({ table, route, vnet, subnets }: RouteTo): Sentence => [
  `Route table ${table} sends ${route.prefix} to ${route.nextHopType}${route.nextHopIp ? ` ${route.nextHopIp}` : ''}, for ${count(subnets.length, 'subnet')} of `,
  { vnet },
  '.',
];
