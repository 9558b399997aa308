import type { Exchange } from '../arm/exchange.ts';

/** First `api-version` whose response is a list of clouds; earlier ones return one object. */
const LIST_SINCE = '2018';

/** Returns the cloud metadata of the sandbox for `GET /metadata/endpoints`. */
export function createCloudMetadata({ origin, query }: Exchange, tenant: string): unknown {
  const audiences = [`${origin}/`, 'https://management.azure.com/', 'https://management.core.windows.net/'];
  const loginEndpoint = `${origin}/adfs`;
  if ((query.get('api-version') ?? '') < LIST_SINCE) {
    return {
      galleryEndpoint: `${origin}/`,
      graphEndpoint: `${origin}/`,
      portalEndpoint: `${origin}/`,
      authentication: { loginEndpoint, audiences },
    };
  }
  return [
    {
      name: 'PeerscapeSandbox',
      resourceManager: `${origin}/`,
      portal: `${origin}/`,
      gallery: `${origin}/`,
      graph: `${origin}/`,
      graphAudience: `${origin}/`,
      microsoftGraphResourceId: `${origin}/`,
      batch: `${origin}/`,
      media: `${origin}/`,
      vmImageAliasDoc: `${origin}/`,
      sqlManagement: `${origin}/`,
      activeDirectoryDataLake: `${origin}/`,
      authentication: { loginEndpoint, audiences, tenant, identityProvider: 'AD' },
      suffixes: {},
    },
  ];
}
