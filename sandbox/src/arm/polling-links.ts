import type { PollingPlace, RunningOperation } from '../store/operations.ts';

/** Paths at which an operation is polled. */
interface PollingLinks {
  /** `Azure-AsyncOperation`: the state of the operation. */
  readonly status?: string;
  /** `Location`: its result. */
  readonly result?: string;
}

/** Returns the links of an operation of a DNS service, which are in the resource group of the resource (recordings). */
function dnsLinks({ subscriptionId, resourceGroup = '', id }: RunningOperation, segment: string): PollingLinks {
  const base = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Network/${segment}`;
  return { status: `${base}Statuses/${id}`, result: `${base}Results/${id}` };
}

const networkBase = ({ subscriptionId, location }: RunningOperation): string =>
  `/subscriptions/${subscriptionId}/providers/Microsoft.Network/locations/${location}`;

/** Links of an operation by the place where it is polled. A PUT of Network has no Location (azure-semantics §4), a resource group only that. */
const POLLING_LINKS: Readonly<Record<PollingPlace, (operation: RunningOperation) => PollingLinks>> = {
  network: (operation) => ({
    status: `${networkBase(operation)}/operations/${operation.id}`,
    ...(operation.verb !== 'put' && { result: `${networkBase(operation)}/operationResults/${operation.id}` }),
  }),
  'network-result': (operation) => ({ result: `${networkBase(operation)}/operationResults/${operation.id}` }),
  group: ({ subscriptionId, id }) => ({ result: `/subscriptions/${subscriptionId}/operationresults/${id}` }),
  deployment: ({ subscriptionId, resourceGroup, deployment, id }) => ({
    status: `/subscriptions/${subscriptionId}/resourcegroups/${resourceGroup}/providers/Microsoft.Resources/deployments/${deployment}/operationStatuses/${id}`,
  }),
  'private-dns': (operation) => dnsLinks(operation, 'privateDnsOperation'),
  'public-dns': (operation) => dnsLinks(operation, 'dnsOperation'),
  'dns-resolver': (operation) => dnsLinks(operation, `locations/${operation.location}/dnsResolverOperation`),
};

/** Returns the paths at which clients poll an operation. */
export const pollingLinksOf = (operation: RunningOperation): PollingLinks => POLLING_LINKS[operation.polledAt ?? 'network'](operation);
