import type { StoredSubnet } from '../store/store.ts';
import { defaultRoute, type EffectiveRoute } from './route.ts';

interface ServiceEndpoint {
  readonly service?: string;
}

/** Prefixes of services. Azure has hundreds in each region; the sandbox has one for each service, from ranges that are reserved for tests. */
const SERVICE_PREFIXES: Readonly<Record<string, readonly string[]>> = {
  'microsoft.storage': ['198.19.128.0/24', '198.19.129.0/24'],
  'microsoft.sql': ['198.19.130.0/24'],
  'microsoft.keyvault': ['198.19.131.0/24'],
};
const OTHER_SERVICES = ['198.19.132.0/24'];

/** Returns one route for each service endpoint of the subnet, with all prefixes of the service (R15); there is none in other subnets. */
export const serviceEndpointRoutes = ({ extra }: StoredSubnet): EffectiveRoute[] =>
  ((extra.serviceEndpoints ?? []) as readonly ServiceEndpoint[]).map(({ service = '' }) =>
    defaultRoute(SERVICE_PREFIXES[service.toLowerCase().replace(/\.global$/, '')] ?? OTHER_SERVICES, 'VirtualNetworkServiceEndpoint'),
  );
