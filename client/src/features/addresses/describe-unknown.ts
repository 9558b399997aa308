import type { UnknownRange } from '@peerscape/shared/addresses';
import { formatKinds } from '@peerscape/shared/topology';
import { count, formatList, formatNumber } from '../../lib/format/format.ts';
import { listVNets, type Sentence } from './answer.ts';

/** Names of scopes or entries that are listed at most. */
const MAX_NAMES = 3;

const listNames = (names: readonly string[]): string =>
  names.length <= MAX_NAMES
    ? formatList(names)
    : `${names.slice(0, MAX_NAMES).join(', ')} and ${formatNumber(names.length - MAX_NAMES)} more`;

/** Describes why addresses may be in use although nothing visible takes them. */
export function describeUnknown(unknown: UnknownRange): Sentence {
  switch (unknown.kind) {
    case 'read-errors':
      return [`VNets in what could not be read: ${listNames(unknown.errors.map(({ name }) => name))}.`];
    case 'no-prefixes':
      return ['The prefixes of ', ...listVNets(unknown.vnets), ', which a half points at and which could not be read.'];
    case 'peerings-not-read':
      return ['VNets that are peered with ', ...listVNets(unknown.vnets), ', whose peerings were not all read.'];
    case 'gateways':
      return [
        'Networks behind the gateways of ',
        ...listVNets(unknown.vnets),
        ': prefixes of local network gateways, and those announced over BGP.',
      ];
    case 'missing-kinds':
      return [`What ${formatKinds(unknown.kinds)} lead to: they are not in this source.`];
    case 'invalid':
      return [
        `${count(unknown.prefixes.length, 'entry', 'entries')} of address spaces that are not valid prefixes (${listNames(unknown.prefixes.map(({ text }) => text))}), of `,
        ...listVNets([...new Set(unknown.prefixes.map(({ owner }) => owner))]),
        '.',
      ];
    case 'outside':
      return [
        'Networks that Azure does not list as VNets: on-premises, other clouds, point-to-site clients, pods and services of Kubernetes.',
      ];
  }
}
