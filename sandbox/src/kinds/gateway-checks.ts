/** Checks of the rules that Azure has for virtual network gateways. */
import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { INVENTED } from '../arm/invented-codes.ts';
import { refuse, unknownValue } from '../arm/network-errors.ts';
import type { ArmError } from '../arm/operation-handler.ts';
import { DEFAULT_ASN } from '../routing/gateway.ts';
import { topLevelKey } from '../store/references.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { asnProblem, type BgpSettings } from './bgp.ts';
import { canonicalCase } from './enumerations.ts';
import { isZonal, skuOf, skusOfType } from './gateway-skus.ts';
import { referenceIn } from './ip-configurations.ts';
import type { Part } from './parts.ts';
import { type Draft, type Properties, skuNameOf } from './resource-kind.ts';

const TYPES = ['Vpn', 'ExpressRoute'];
const VPN_TYPES = ['RouteBased', 'PolicyBased'];

export interface GatewayBody extends Properties {
  readonly gatewayType?: string;
  readonly vpnType?: string;
  readonly vpnGatewayGeneration?: string;
  readonly enableBgp?: boolean;
  readonly activeActive?: boolean;
  readonly sku?: { readonly name?: string; readonly capacity?: number };
  readonly bgpSettings?: BgpSettings;
}

/** A gateway that is about to be stored, with Azure's spelling and defaults. */
interface GatewayProposal {
  readonly draft: Draft;
  readonly type: string;
  readonly vpnType: string;
  readonly sku: string;
  readonly generation: string;
  readonly isActiveActive: boolean;
  readonly hasBgp: boolean;
  readonly asn: number;
  readonly configurations: readonly Part[];
}

/** Fills what the body leaves out from the gateway as it is, or with Azure's defaults. */
export function toGatewayProposal(
  draft: Draft,
  body: GatewayBody,
  before: GatewayBody | undefined,
  configurations: readonly Part[],
): GatewayProposal {
  const sku = body.sku?.name ?? before?.sku?.name ?? '';
  return {
    draft,
    type: canonicalCase(body.gatewayType ?? '', TYPES),
    vpnType: canonicalCase(body.vpnType ?? 'RouteBased', VPN_TYPES),
    sku,
    generation: body.vpnGatewayGeneration ?? before?.vpnGatewayGeneration ?? skuOf(sku)?.generations[0] ?? 'None',
    isActiveActive: body.activeActive ?? false,
    hasBgp: body.enableBgp ?? false,
    asn: body.bgpSettings?.asn ?? before?.bgpSettings?.asn ?? DEFAULT_ASN,
    configurations,
  };
}

/** Returns Azure's refusal of a gateway. */
export const gatewayProblem = (store: Store, proposal: GatewayProposal, before: GatewayBody | undefined): ArmError | undefined =>
  typeProblem(proposal, before) ??
  skuProblem(proposal, before) ??
  configurationProblem(proposal) ??
  vnetProblem(store, proposal) ??
  publicAddressProblem(store, proposal) ??
  bgpProblem(proposal);

function typeProblem({ draft, type, vpnType }: GatewayProposal, before: GatewayBody | undefined): ArmError | undefined {
  if (!TYPES.includes(type)) return unknownValue(type, 'VirtualNetworkGatewayType', 'properties.gatewayType');
  if (!VPN_TYPES.includes(vpnType)) return unknownValue(vpnType, 'VpnType', 'properties.vpnType');
  if (!before || (before.gatewayType === type && before.vpnType === vpnType)) return undefined;
  return refuse(INVENTED.gatewayTypeCannotChange, `The type of virtual network gateway ${draft.id} cannot be changed.`);
}

/** Only SKUs of one generation can be resized into each other, and Basic into none (Microsoft's page on gateway SKUs). */
function skuProblem({ draft, type, sku: name, generation }: GatewayProposal, before: GatewayBody | undefined): ArmError | undefined {
  const sku = skuOf(name);
  if (!sku) return unknownValue(name, 'VirtualNetworkGatewaySkuName', 'properties.sku.name');
  if (sku.type !== type) {
    return refuse(
      'InvalidGatewaySkuSpecifiedForGatewayDeploymentType',
      `Virtual network gateway Sku specified is not valid for gateway ${draft.id} with DeploymentType VMScaleSet. The allowed Skus are ${skusOfType(type).join(',')}.`,
    );
  }
  if (sku.isRetired && !before) {
    return refuse(
      'NonAzSkusNotAllowedForVPNGateway',
      `Virtual network gateway ${draft.id} cannot be created with the Sku ${name}. Only Skus with availability zones are allowed for new VPN gateways.`,
    );
  }
  const isBasic = name === 'Basic';
  const isOtherSize = before?.sku?.name !== undefined && before.sku.name !== name;
  const isGenerationChanged = before !== undefined && before.vpnGatewayGeneration !== generation;
  const isWrongGeneration = type === 'Vpn' && (!sku.generations.includes(generation) || isGenerationChanged);
  if (!isWrongGeneration && !(isOtherSize && (isBasic || before.sku?.name === 'Basic'))) return undefined;
  return refuse(
    INVENTED.gatewaySkuDoesNotFit,
    `Virtual network gateway ${draft.id} cannot have the Sku ${name} with generation ${generation}${before ? '; it cannot be resized to it' : ''}.`,
  );
}

/** VPN gateways have one IP configuration, active-active ones two, and a third for point-to-site clients. */
function configurationProblem({ draft, type, isActiveActive, configurations, sku }: GatewayProposal): ArmError | undefined {
  const count = configurations.length;
  const isCountRight = isActiveActive ? count === 2 || count === 3 : count === 1;
  if (isCountRight && !(isActiveActive && (type !== 'Vpn' || sku === 'Basic'))) return undefined;
  return refuse(
    INVENTED.gatewayConfigurations,
    `Virtual network gateway ${draft.id} has ${count} IP configurations. It must have one, or two if it is active-active, which gateways of ExpressRoute and with the Sku Basic cannot be.`,
  );
}

/** A VNet has at most one gateway of each type, and none if it uses remote ones (Microsoft's pages on VPN Gateway and peerings). */
function vnetProblem(store: Store, { draft, type, configurations }: GatewayProposal): ArmError | undefined {
  const vnet = vnetOfConfiguration(configurations[0]);
  const other = store
    .resourcesOfVNet(vnet)
    .find((each) => each.type === draft.type && each.key !== draft.key && each.properties.gatewayType === type);
  if (other) {
    return refuse(
      INVENTED.secondGatewayOfType,
      `Virtual network gateway ${draft.id} cannot be created because virtual network ${vnet} already has the gateway ${other.id} of type ${type}.`,
    );
  }
  const using = store.halvesOf(vnet).find((half) => half.useRemoteGateways);
  if (!using) return undefined;
  return refuse(
    INVENTED.gatewayBesideRemoteGateways,
    `Virtual network gateway ${draft.id} cannot be created because peering ${using.id} of its virtual network has UseRemoteGateways flag set to true.`,
  );
}

const vnetOfConfiguration = (configuration: Part | undefined): ResourceKey =>
  topLevelKey(resourceKey(referenceIn(configuration?.properties.subnet)?.id ?? ''));

/** VPN gateways need a public address for each IP configuration; those of ExpressRoute may be without. */
function publicAddressProblem(store: Store, { draft, type, sku, configurations }: GatewayProposal): ArmError | undefined {
  const isVpn = type === 'Vpn';
  for (const { properties } of configurations) {
    const reference = referenceIn(properties.publicIPAddress);
    const address = reference && store.resources.get(resourceKey(reference.id));
    const problem = address && addressSkuProblem(draft.id, address, isVpn, sku);
    if (problem) return problem;
    if (isVpn && !reference)
      return refuse(
        INVENTED.gatewayConfigurations,
        `Each IP configuration of virtual network gateway ${draft.id} must have a public IP address.`,
      );
  }
  return undefined;
}

function addressSkuProblem(gateway: string, address: StoredResource, isVpn: boolean, sku: string): ArmError | undefined {
  if (skuNameOf(address) === 'Basic' && sku !== 'Basic') {
    return refuse(
      `PublicIpWithBasicSkuNotAllowedOn${isVpn ? 'VPN' : 'ExpressRoute'}Gateways`,
      `Public IP address ${address.id} with Basic Sku is not allowed on virtual network gateway ${gateway}.`,
    );
  }
  const zones = (address.topLevelProperties?.zones ?? []) as readonly string[];
  if (!isZonal(sku) || zones.length > 0) return undefined;
  return refuse(
    'VmssVpnGatewayPublicIpsMustHaveZonesConfigured',
    `Standard public IP address ${address.id} associated with VPN gateway ${gateway} with an AZ Sku must have zones configured.`,
  );
}

function bgpProblem({ draft, type, vpnType, sku, hasBgp, asn }: GatewayProposal): ArmError | undefined {
  if (hasBgp && type === 'Vpn' && (sku === 'Basic' || vpnType === 'PolicyBased')) {
    return refuse(
      INVENTED.gatewayWithoutBgp,
      `Virtual network gateway ${draft.id} cannot have BGP enabled: gateways with the Sku Basic and policy-based gateways do not support it.`,
    );
  }
  return asnProblem(draft.id, asn, true);
}
