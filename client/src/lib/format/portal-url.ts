import type { Status } from '@peerscape/shared/api';
import { formatResourceId, PORTAL_URLS, parseResourceId, resourceKey } from '@peerscape/shared/arm';
import type { Snapshot, Topology } from '@peerscape/shared/topology';

/** Returns the URL of a resource in the Azure portal; undefined where its tenant or its portal is unknown. */
export type ToPortalUrl = (id: string) => string | undefined;

/**
 * Creates the URLs of the Azure portal for one estate. They name the tenant, because the portal opens another one otherwise. Azure's tools
 * build them in the same way: https://github.com/microsoft/vscode-azuretools (`openInPortal`).
 */
export function createPortalUrls(
  topology: Topology,
  { kind }: Snapshot['source'],
  status: Pick<Status, 'portalUrl' | 'tenant'>,
): ToPortalUrl {
  const { tenant, portalUrl } = kind === 'azure' ? status : {};
  const tenantOf = (id: string, subscriptionId: string): string | undefined => {
    const ghost = topology.ghosts.get(resourceKey(id));
    const subscription = topology.subscriptions.get(subscriptionId.toLowerCase());
    // with Azure Lighthouse, users open a subscription in the tenant that they sign in to, not in its own
    return ghost?.tenantId ?? (subscription && (tenant?.id ?? subscription.tenantId));
  };
  const portals = kind === 'file' ? portalsByTenant(topology, tenantOf) : undefined;
  return (id) => {
    const [resource = ''] = id.split('#');
    const parsed = parseResourceId(resource);
    if (!parsed.ok) return undefined;
    const tenantId = tenantOf(resource, parsed.value.subscriptionId);
    if (tenantId === undefined || !isTenantId(tenantId)) return undefined;
    const portal = portals ? portals.get(tenantId) : portalUrl;
    const { types, names } = parsed.value;
    // halves, DNS links and connected groups have no page of their own with a documented address
    const page = formatResourceId({ ...parsed.value, types: types.slice(0, 1), names: names.slice(0, 1) });
    return portal && `${portal}/#@${tenantId}/resource${encodeURI(page)}`;
  };
}

/** Portals by the prefix of their regions; other regions belong to Azure public. Those of the clouds without internet access are not known. */
const PORTALS_BY_REGION: readonly (readonly [RegExp, string | undefined])[] = [
  [/^(ussec|usnat)/, undefined],
  [/^(usgov|usdod)/, PORTAL_URLS.usgov],
  [/^china/, PORTAL_URLS.china],
  [/./, PORTAL_URLS.public],
];

/** Finds the portal of each tenant from the regions of its VNets: files do not name their cloud, and a tenant is in one. */
function portalsByTenant(
  { vnets }: Topology,
  tenantOf: (id: string, subscriptionId: string) => string | undefined,
): ReadonlyMap<string, string> {
  const portals = new Map<string, string>();
  for (const { id, location, subscriptionId } of vnets.values()) {
    const tenantId = tenantOf(id, subscriptionId);
    const region = location.toLowerCase().replaceAll(' ', '');
    const portal = PORTALS_BY_REGION.find(([pattern]) => pattern.test(region))?.[1];
    if (tenantId !== undefined && portal !== undefined) portals.set(tenantId, portal);
  }
  return portals;
}

/** Returns whether the text can be a tenant ID: a GUID, and not one of an anonymised export. */
const isTenantId = (text: string): boolean => /^(?!00000000-)[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
