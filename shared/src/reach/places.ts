import { lastName, parseResourceId, resourceKey } from '../arm/index.ts';
import { type Address, type Family, type ParseResult, parseAddress, parseFailure, parseSuccess } from '../net/index.ts';
import { isIPv6, type SubnetRow, type VNet } from '../topology/index.ts';
import type { Estate, SubnetPlace } from './estate.ts';
import type { Interface } from './interfaces.ts';
import { INTERNET_ADDRESSES } from './internet-addresses.ts';

/** Place of a question, with the address that packets have there. */
export interface Place {
  readonly address: Address;
  /** Undefined for an address in no VNet, or in several. A question about a subnet is about one of its machines. */
  readonly at: SubnetPlace | undefined;
  /** VNets that contain the address. */
  readonly vnets: readonly VNet[];
}

/** Finds the places that a text of a question names: an IP address, `internet`, a VNet or subnet by name, or an ARM id. */
export function findPlaces(estate: Estate, text: string, family: Family | undefined): ParseResult<readonly Place[]> {
  const name = text.trim();
  if (name.toLowerCase() === 'internet') return atAddress(estate, INTERNET_ADDRESSES[family ?? 4]);
  if (parseAddress(name).ok) return atAddress(estate, name);
  const found = name.startsWith('/') ? findById(estate, name) : findByName(estate, name);
  if (!found.ok) return found;
  const { vnet, subnet } = found.value;
  const places = (subnet ? [subnet] : distinctSubnets(estate, vnet)).flatMap(
    (each) => placeIn(estate, { vnet, subnet: each }, family) ?? [],
  );
  return places.length > 0 ? parseSuccess(places) : parseFailure(`${name} has no ${family === undefined ? '' : `IPv${family} `}address`);
}

function atAddress(estate: Estate, text: string): ParseResult<readonly Place[]> {
  const address = parseAddress(text);
  if (!address.ok) return address;
  const vnets = estate.vnetsAt(address.value);
  const [vnet] = vnets;
  const at = vnet && vnets.length === 1 ? { vnet, subnet: estate.subnetAt(vnet, address.value) } : undefined;
  return parseSuccess([{ address: address.value, at, vnets }]);
}

/** Finds one subnet, named `vnet/subnet` or by its ARM id. */
export function findSubnet(estate: Estate, text: string): ParseResult<SubnetPlace> {
  const found = text.startsWith('/') ? findById(estate, text) : findByName(estate, text);
  if (!found.ok) return found;
  const { vnet, subnet } = found.value;
  if (subnet) return parseSuccess({ vnet, subnet });
  return vnet.subnets.length === 0 && !text.includes('/')
    ? parseSuccess({ vnet, subnet: undefined })
    : parseFailure(`${text} names no subnet; the subnets of ${vnet.name} are ${vnet.subnets.map(({ name }) => name).join(', ')}`);
}

interface NamedPlace {
  readonly vnet: VNet;
  readonly subnet: SubnetRow | undefined;
}

function findById(estate: Estate, id: string): ParseResult<NamedPlace> {
  const parsed = parseResourceId(id);
  if (!parsed.ok) return parsed;
  const isSubnet = parsed.value.types[1]?.toLowerCase() === 'subnets';
  const vnet = estate.topology.vnets.get(resourceKey(isSubnet ? id.replace(/\/subnets\/[^/]*\/?$/i, '') : id));
  return vnet ? withSubnet(estate, vnet, isSubnet ? lastName(id) : undefined) : parseFailure(`There is no VNet with the id ${id}`);
}

function findByName(estate: Estate, text: string): ParseResult<NamedPlace> {
  const slash = text.indexOf('/');
  const [vnetName, subnetName] = slash < 0 ? [text, undefined] : [text.slice(0, slash), text.slice(slash + 1)];
  const matches = estate.vnetsNamed(vnetName);
  const [vnet] = matches;
  if (!vnet) return parseFailure(`There is no VNet named ${vnetName}`);
  if (matches.length > 1) return parseFailure(`There are ${matches.length} VNets named ${vnetName}; use the ARM id of one`);
  return withSubnet(estate, vnet, subnetName);
}

function withSubnet(estate: Estate, vnet: VNet, name: string | undefined): ParseResult<NamedPlace> {
  if (name === undefined || name === '') return parseSuccess({ vnet, subnet: undefined });
  const subnet = estate.findSubnet(vnet, name);
  return subnet ? parseSuccess({ vnet, subnet }) : parseFailure(`${vnet.name} has no subnet named ${name}`);
}

/** Subnets that Azure reserves for a service; hosts cannot be in them. */
const SERVICE_SUBNETS =
  /^(GatewaySubnet|AzureFirewall(Management)?Subnet|RouteServerSubnet|AzureBastionSubnet|VirtualNetworkApplianceSubnet)$/i;

/** Returns one subnet of each kind with hosts: those with equal route table, filters and outbound methods behave alike. */
function distinctSubnets(estate: Estate, vnet: VNet): readonly (SubnetRow | undefined)[] {
  const kinds = new Map<string, SubnetRow>();
  for (const subnet of hostSubnets(estate, vnet)) {
    const { routeTableId, networkSecurityGroupId, natGatewayId, defaultOutboundAccess } = subnet;
    const key = JSON.stringify([routeTableId, networkSecurityGroupId, natGatewayId, defaultOutboundAccess]);
    if (!kinds.has(key)) kinds.set(key, subnet);
  }
  return kinds.size > 0 ? [...kinds.values()] : [undefined];
}

/** Returns the subnets with machines; where none was read, those that could have some, without the subnets of appliances and services. */
function hostSubnets(estate: Estate, { key, subnets }: VNet): readonly SubnetRow[] {
  const nics = estate.interfacesIn(key).filter(({ privateEndpointId }) => privateEndpointId === undefined);
  const has = ({ prefixes }: SubnetRow, members: readonly Interface[]): boolean =>
    members.some(({ addresses }) => addresses.some(({ address }) => estate.isIn(prefixes, address)));
  const hosts = nics.filter(({ forwards }) => !forwards);
  const appliances = nics.filter(({ forwards }) => forwards);
  const candidates = subnets.filter(({ name }) => !SERVICE_SUBNETS.test(name));
  const choices = [candidates.filter((subnet) => has(subnet, hosts)), candidates.filter((subnet) => !has(subnet, appliances)), candidates];
  return choices.find((choice) => choice.length > 0) ?? subnets;
}

/** Number of addresses that Azure reserves at the beginning of a subnet. */
const RESERVED = 4n;

/** Returns a machine of the subnet, or where none was read, the first address that one could have. */
function placeIn(estate: Estate, place: SubnetPlace, family: Family | undefined): Place | undefined {
  const { vnet, subnet } = place;
  const prefixes = subnet?.prefixes ?? vnet.addressSpace;
  const used = family ?? (prefixes.every(isIPv6) ? 6 : 4);
  const cidr = estate.cidrsOf(prefixes).find((each) => each.family === used);
  if (!cidr) return undefined;
  const address: Address = { family: used, value: cidr.first + (cidr.last - cidr.first > RESERVED ? RESERVED : 0n) };
  const machine = estate
    .interfacesIn(vnet.key)
    .filter(({ privateEndpointId, forwards }) => privateEndpointId === undefined && !forwards)
    .flatMap(({ addresses }) => addresses)
    .find((each) => each.address.family === used && estate.isIn(prefixes, each.address));
  return { address: machine?.address ?? address, at: place, vnets: [vnet] };
}
