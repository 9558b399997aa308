import { lastName, parseResourceId, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { type ParseResult, parseAddress, parseFailure, parseSuccess } from '@peerscape/shared/net';
import type { Namer, SubnetRow, Topology, VNet } from '@peerscape/shared/topology';
import type { RoutedEnd } from './plan-routes.ts';

/** One end of a question. */
export type Place =
  | { readonly kind: 'vnet'; readonly vnet: VNet }
  | { readonly kind: 'subnet'; readonly vnet: VNet; readonly subnet: SubnetRow }
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'internet' };

const INTERNET: Place = { kind: 'internet' };

/** Parses an ARM id, an IP address, `internet`, or the name of a VNet or subnet (`vnet/subnet`). */
export function parsePlace(topology: Topology, text: string): ParseResult<Place> {
  const name = text.trim();
  if (/^(the )?internet$/i.test(name)) return parseSuccess(INTERNET);
  if (parseAddress(name).ok) return parseSuccess({ kind: 'address', address: name });
  if (name.startsWith('/')) return parseId(topology, name);
  return /^[\d.]+(\/\d+)?$/.test(name) || /^[\da-f]*:[\da-f:]*(\/\d+)?$/i.test(name)
    ? parseFailure(`${name} is not an IP address. For a prefix, use one of its addresses.`)
    : parseName(topology, name);
}

function parseId({ vnets }: Topology, id: string): ParseResult<Place> {
  const parsed = parseResourceId(id);
  if (!parsed.ok) return parseFailure(`${id} is not a resource ID.`);
  const [, child] = parsed.value.types;
  const vnet = vnets.get(resourceKey(child ? id.replace(/\/[^/]+\/[^/]*$/, '') : id));
  if (!vnet) return parseFailure(`There is no VNet ${lastName(child ? id.replace(/\/[^/]+\/[^/]*$/, '') : id)}.`);
  return child ? withSubnet(vnet, lastName(id)) : parseSuccess({ kind: 'vnet', vnet });
}

function parseName({ vnets }: Topology, name: string): ParseResult<Place> {
  const [vnetName = '', subnetName] = name.split('/');
  const matches = [...vnets.values()].filter((vnet) => vnet.name.toLowerCase() === vnetName.toLowerCase());
  const [vnet] = matches;
  if (!vnet) return parseFailure(`No VNet, subnet or IP address “${name}”.`);
  if (matches.length > 1) return parseFailure(`${matches.length} VNets have the name ${vnetName}. Select one from the list.`);
  return subnetName === undefined ? parseSuccess({ kind: 'vnet', vnet }) : withSubnet(vnet, subnetName);
}

function withSubnet(vnet: VNet, name: string): ParseResult<Place> {
  const subnet = vnet.subnets.find((each) => each.name.toLowerCase() === name.toLowerCase());
  return subnet ? parseSuccess({ kind: 'subnet', vnet, subnet }) : parseFailure(`${vnet.name} has no subnet ${name}.`);
}

/** Returns the id of a subnet. */
const subnetId = (vnet: VNet, subnet: string): string => `${vnet.id}/subnets/${subnet}`;

/** Returns the text that names a place without ambiguity: its ARM id, its address, or `internet`. */
export function formatPlace(place: Place): string {
  switch (place.kind) {
    case 'vnet':
      return place.vnet.id;
    case 'subnet':
      return subnetId(place.vnet, place.subnet.name);
    case 'address':
      return place.address;
    case 'internet':
      return 'internet';
  }
}

/** Returns the name of a place, as in the field of a question. */
export function placeLabel(nameOf: Namer, place: Place): string {
  switch (place.kind) {
    case 'vnet':
      return nameOf(place.vnet.key);
    case 'subnet':
      return `${nameOf(place.vnet.key)}/${place.subnet.name}`;
    case 'address':
      return place.address;
    case 'internet':
      return 'Internet';
  }
}

/** Returns the name of a place within a sentence. */
export const placeInSentence = (nameOf: Namer, place: Place): string =>
  place.kind === 'internet' ? 'the internet' : placeLabel(nameOf, place);

/** Returns the VNet of a place, and its subnet if it is one. */
export const toRoutedEnd = (place: Place): RoutedEnd | undefined =>
  'vnet' in place ? { vnet: place.vnet, subnet: place.kind === 'subnet' ? place.subnet.name : undefined } : undefined;

/** Returns the VNet of a place. */
export const vnetOf = (place: Place): ResourceKey | undefined => ('vnet' in place ? place.vnet.key : undefined);
