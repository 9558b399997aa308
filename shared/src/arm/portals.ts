export type CloudKey = 'public' | 'usgov' | 'china';

/** Address of the Azure portal in each cloud. */
export const PORTAL_URLS: Readonly<Record<CloudKey, string>> = {
  public: 'https://portal.azure.com',
  usgov: 'https://portal.azure.us',
  china: 'https://portal.azure.cn',
};
