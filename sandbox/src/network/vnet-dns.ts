import { list, type OperationHandler } from '../arm/operation-handler.ts';
import { forwardingLinksOf } from '../kinds/dns-forwarding-rulesets.ts';
import { resolversOf } from '../kinds/dns-resolvers.ts';
import { findVNet } from './find.ts';

/** Lists the DNS resolver of a VNet. */
export const listDnsResolvers: OperationHandler = (store, _, call) => {
  const vnet = findVNet(store, call);
  return vnet.kind === 'error' ? vnet : list(resolversOf(store, vnet.found.key), ({ id }) => ({ id }));
};

/** Lists the rulesets that a VNet is linked to, with the links. */
export const listDnsForwardingRulesets: OperationHandler = (store, _, call) => {
  const vnet = findVNet(store, call);
  if (vnet.kind === 'error') return vnet;
  return list(forwardingLinksOf(store, vnet.found.key), ({ id }) => ({
    id: id.replace(/\/virtualNetworkLinks\/[^/]+$/, ''),
    properties: { virtualNetworkLink: { id } },
  }));
};
