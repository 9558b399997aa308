import { INVENTED } from '../arm/invented-codes.ts';
import { refuse } from '../arm/network-errors.ts';
import type { ArmError } from '../arm/operation-handler.ts';
import type { Shape } from '../arm/shape.ts';
import { DEFAULT_ASN } from '../routing/gateway.ts';
import type { Properties } from './resource-kind.ts';

export const BGP_SHAPE: Shape = {
  asn: 'number',
  bgpPeeringAddress: 'string',
  peerWeight: 'number',
  bgpPeeringAddresses: [
    {
      ipconfigurationId: 'string',
      defaultBgpIpAddresses: ['string'],
      customBgpIpAddresses: ['string'],
      tunnelIpAddresses: ['string'],
    },
  ],
};

export interface BgpSettings extends Properties {
  readonly asn?: number;
  readonly bgpPeeringAddress?: string;
  readonly peerWeight?: number;
  readonly bgpPeeringAddresses?: readonly { readonly ipconfigurationId?: string; readonly customBgpIpAddresses?: readonly string[] }[];
}

/** ASNs that Azure or IANA reserve, as ranges (Microsoft's page on BGP and VPN gateways, and the Route Server FAQ). */
const RESERVED_ASNS = [
  [8074, 8075],
  [12076, 12076],
  [23456, 23456],
  [64496, 64511],
  [DEFAULT_ASN, DEFAULT_ASN],
  [65517, 65520],
  [65535, 65551],
] as const;

/** Returns whether a BGP peer that is not a gateway of Azure can have the ASN. */
export const isPeerAsn = (asn: number): boolean =>
  Number.isInteger(asn) && asn > 0 && asn < 2 ** 32 && !RESERVED_ASNS.some(([from, to]) => from <= asn && asn <= to);

/** Returns the error for an ASN that may not be used. Only gateways of Azure itself may have the default one. */
export function asnProblem(id: string, asn: number, mayBeDefault: boolean): ArmError | undefined {
  if (isPeerAsn(asn) || (mayBeDefault && asn === DEFAULT_ASN)) return undefined;
  return refuse(INVENTED.asnNotAllowed, `The gateway ${id} cannot have the ASN ${asn}, which is reserved or not valid.`);
}
