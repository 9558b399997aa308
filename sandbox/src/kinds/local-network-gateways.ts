import { resourceKey } from '@peerscape/shared/arm';
import { parseAddress } from '@peerscape/shared/net';
import type { TopologyRows } from '@peerscape/shared/topology';
import { cidrOf, findOverlappingPrefixes } from '../addressing/prefixes.ts';
import { INVENTED } from '../arm/invented-codes.ts';
import { refuse } from '../arm/network-errors.ts';
import type { ArmError } from '../arm/operation-handler.ts';
import type { Store } from '../store/store.ts';
import { asnProblem, BGP_SHAPE, type BgpSettings } from './bgp.ts';
import { selectProperties } from './parts.ts';
import { refuseWhileUsed } from './refuse-while-used.ts';
import type { Draft, Properties, ResourceKind, SeededResource } from './resource-kind.ts';
import { ADDRESS_SPACE_SHAPE, RESOURCE_SHAPE } from './shapes.ts';

export const localNetworkGateways: ResourceKind = {
  group: 'LocalNetworkGateways',
  type: 'localNetworkGateways',
  hasResourceGuid: true,
  write: {
    body: {
      ...RESOURCE_SHAPE,
      properties: {
        localNetworkAddressSpace: ADDRESS_SPACE_SHAPE,
        gatewayIpAddress: 'string',
        fqdn: 'string',
        bgpSettings: BGP_SHAPE,
        resourceGuid: 'string',
        provisioningState: 'string',
      },
    },
    takes: 'resource',
    retryAfter: 10,
    build: buildLocalGateway,
    deletionProblem: refuseWhileUsed({
      code: 'InUseLocalNetworkGatewayCannotBeDeleted',
      message: ({ id }, users) => `Local network gateway ${id} is in use and cannot be deleted. It is used by ${users}.`,
    }),
  },
  fromRows: (rows, store) => sitesOf(rows).map((id, i) => toLocalGateway(id, i, store)),
};

interface LocalGatewayBody extends Properties {
  readonly localNetworkAddressSpace?: { readonly addressPrefixes?: readonly string[] };
  readonly gatewayIpAddress?: string;
  readonly fqdn?: string;
  readonly bgpSettings?: BgpSettings;
}

function buildLocalGateway(_store: Store, draft: Draft) {
  const body = draft.properties as LocalGatewayBody;
  const addressPrefixes = body.localNetworkAddressSpace?.addressPrefixes ?? [];
  const problem =
    deviceProblem(draft.id, body) ?? prefixProblem(draft.id, addressPrefixes) ?? bgpProblem(draft.id, body, addressPrefixes.length > 0);
  if (problem) return problem;
  const { bgpSettings } = body;
  return {
    properties: {
      localNetworkAddressSpace: { addressPrefixes },
      ...selectProperties(body, ['gatewayIpAddress', 'fqdn']),
      ...(bgpSettings && { bgpSettings: { peerWeight: 0, ...selectProperties(bgpSettings, ['asn', 'bgpPeeringAddress', 'peerWeight']) } }),
    },
  };
}

/** A device has either an address or a name. */
function deviceProblem(id: string, { gatewayIpAddress, fqdn }: LocalGatewayBody): ArmError | undefined {
  const isAddress = gatewayIpAddress !== undefined && parseAddress(gatewayIpAddress).ok;
  if (fqdn === undefined ? isAddress : gatewayIpAddress === undefined && fqdn !== '') return undefined;
  return refuse(
    INVENTED.localGateway,
    `Local network gateway ${id} must have a valid IP address in gatewayIpAddress, or a name in fqdn, but not both.`,
  );
}

function prefixProblem(id: string, prefixes: readonly string[]): ArmError | undefined {
  const invalid = prefixes.find((prefix) => !cidrOf(prefix));
  if (invalid === undefined) return undefined;
  return refuse(
    'InvalidAddressPrefixFormat',
    `Address prefix ${invalid} of resource ${id} is not formatted correctly. It should follow CIDR notation, for example 10.0.0.0/24.`,
  );
}

/** Without BGP, the prefixes are the only way in which the gateway can know what is at the site. */
function bgpProblem(id: string, { bgpSettings }: LocalGatewayBody, hasPrefixes: boolean): ArmError | undefined {
  if (!bgpSettings) {
    return hasPrefixes
      ? undefined
      : refuse(INVENTED.localGateway, `Local network gateway ${id} must have address prefixes or BGP settings.`);
  }
  if (bgpSettings.asn === 0) return refuse(INVENTED.asnNotAllowed, `The local network gateway ${id} cannot have an ASN of zero`);
  if (!parseAddress(bgpSettings.bgpPeeringAddress ?? '').ok)
    return refuse(INVENTED.localGateway, `Local network gateway ${id} must have a valid bgpPeeringAddress in its BGP settings.`);
  return asnProblem(id, bgpSettings.asn ?? 0, false);
}

/** Returns the IDs of the sites that connections of a fixture lead to. */
const sitesOf = ({ connections }: TopologyRows): string[] => {
  const ids = connections.flatMap(({ kind, toId }) => (kind === 'IPsec' && toId !== undefined ? [toId] : []));
  return [...new Map(ids.map((id) => [resourceKey(id), id])).values()];
};

/** Returns the body for a site of a fixture, whose row has no prefixes: a /24 of 192.168.0.0/16, and an address for documentation (RFC 5737). */
function toLocalGateway(id: string, index: number, store: Store): SeededResource {
  const spaces = [...store.vnets.values()].flatMap(({ addressSpace }) => addressSpace);
  const candidates = Array.from({ length: 256 }, (_, n) => `192.168.${(index + n) % 256}.0/24`);
  const prefix = candidates.find((each) => findOverlappingPrefixes([each], spaces).length === 0) ?? `192.168.${index % 256}.0/24`;
  return {
    id,
    properties: { localNetworkAddressSpace: { addressPrefixes: [prefix] }, gatewayIpAddress: `198.51.100.${(index % 254) + 1}` },
  };
}
