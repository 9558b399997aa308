import type { LoadBalancerRow } from '@peerscape/shared/topology';
import { asNumber, asObject, asObjects, asString, idOf, idsOf, omitUndefined, propertiesOf, type Wire } from '../wire.ts';
import { type ArmKind, NETWORK_VERSION, partIdOf, privateIpOf } from './arm-kind.ts';

export const loadBalancers: ArmKind<'loadBalancers'> = {
  toRow: (resource) => {
    const own = propertiesOf(resource);
    const id = asString(resource.id);
    if (id === undefined) return undefined;
    return omitUndefined<LoadBalancerRow>({
      id,
      sku: asString(asObject(resource.sku).name),
      frontends: asObjects(own.frontendIPConfigurations).map((one, i) =>
        toFrontend(one, partIdOf(resource, 'frontendIPConfigurations', one, i)),
      ),
      backends: asObjects(own.backendAddressPools).flatMap((one, i) => toBackends(one, partIdOf(resource, 'backendAddressPools', one, i))),
      rules: asObjects(own.loadBalancingRules).flatMap(toRules),
      outboundPoolIds: asObjects(own.outboundRules).flatMap((rule) => idOf(propertiesOf(rule).backendAddressPool) ?? []),
    });
  },
  // a private front end, unlike a public one, refers to a subnet
  condition: "tostring(properties.frontendIPConfigurations) has 'subnets'",
  list: { title: 'Load balancers', apiVersion: NETWORK_VERSION },
};

type Frontend = LoadBalancerRow['frontends'][number];

function toFrontend(resource: Wire, id: string): Frontend {
  const own = propertiesOf(resource);
  return omitUndefined<Frontend>({ id, subnetId: idOf(own.subnet), privateIp: privateIpOf(own), publicIpId: idOf(own.publicIPAddress) });
}

type Backend = LoadBalancerRow['backends'][number];

/** Returns the members of a pool. Azure lists an IP configuration twice: by itself, and with an address of the pool. */
function toBackends(resource: Wire, poolId: string): readonly Backend[] {
  const own = propertiesOf(resource);
  const listed = idsOf(own.backendIPConfigurations);
  const known = new Set(listed.map((id) => id.toLowerCase()));
  const addresses = asObjects(own.loadBalancerBackendAddresses).flatMap((one) => {
    const { ipAddress, networkInterfaceIPConfiguration } = propertiesOf(one);
    const [address, configurationId] = [asString(ipAddress), idOf(networkInterfaceIPConfiguration)];
    const isListed = configurationId !== undefined && known.has(configurationId.toLowerCase());
    return isListed || (address === undefined && configurationId === undefined)
      ? []
      : [omitUndefined<Backend>({ poolId, configurationId, address })];
  });
  return [...listed.map((configurationId) => ({ poolId, configurationId })), ...addresses];
}

type Rule = LoadBalancerRow['rules'][number];

/** Returns an entry for each pool of a rule; several pools are in `backendAddressPools`. */
function toRules(resource: Wire): readonly Rule[] {
  const own = propertiesOf(resource);
  const frontendId = idOf(own.frontendIPConfiguration);
  if (frontendId === undefined) return [];
  const rule = { frontendId, protocol: asString(own.protocol) ?? 'Unknown', port: asNumber(own.frontendPort) ?? 0 };
  const pools = idsOf(own.backendAddressPools);
  const poolId = idOf(own.backendAddressPool);
  if (pools.length > 0) return pools.map((one) => ({ ...rule, poolId: one }));
  return [omitUndefined<Rule>({ ...rule, poolId })];
}
