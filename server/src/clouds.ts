import { type CloudKey, PORTAL_URLS } from '@peerscape/shared/arm';

/** Endpoints of one Azure cloud: Resource Manager, sign-in authority and portal, and the scope of its tokens. */
export interface Cloud {
  readonly name: string;
  readonly endpoint: string;
  readonly authority: string;
  readonly scope: string;
  readonly portalUrl: string;
}

export const CLOUDS: Readonly<Record<CloudKey, Cloud>> = {
  public: {
    name: 'Azure public',
    endpoint: 'https://management.azure.com',
    authority: 'https://login.microsoftonline.com',
    scope: 'https://management.azure.com/.default',
    portalUrl: PORTAL_URLS.public,
  },
  usgov: {
    name: 'Azure Government',
    endpoint: 'https://management.usgovcloudapi.net',
    authority: 'https://login.microsoftonline.us',
    scope: 'https://management.core.usgovcloudapi.net/.default',
    portalUrl: PORTAL_URLS.usgov,
  },
  china: {
    name: 'Azure China',
    endpoint: 'https://management.chinacloudapi.cn',
    authority: 'https://login.chinacloudapi.cn',
    scope: 'https://management.core.chinacloudapi.cn/.default',
    portalUrl: PORTAL_URLS.china,
  },
};
