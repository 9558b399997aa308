import { buildTopology, NO_ROWS, type TopologyRows } from '@peerscape/shared/topology';
import { expect, test } from 'vitest';
import { createPortalUrls } from './portal-url.ts';

const SUB = '11111111-1111-4111-8111-111111111111';
const TENANT = '22222222-2222-4222-8222-222222222222';
const OTHER = '33333333-3333-4333-8333-333333333333';
const GROUP = `/subscriptions/${SUB}/resourceGroups/rg/providers/Microsoft.Network`;
const HUB = `${GROUP}/virtualNetworks/hub`;
const PUBLIC = 'https://portal.azure.com';

const rows = ({ tenantId = TENANT, location = 'westeurope', ...more }: Partial<TopologyRows> & { tenantId?: string; location?: string }) =>
  buildTopology({
    ...NO_ROWS,
    subscriptions: [{ id: SUB, name: 'Production', ...(tenantId && { tenantId }) }],
    vnets: [{ id: HUB, location, addressSpace: ['10.0.0.0/16'], subnets: [] }],
    ...more,
  });

const linkFromFile = (given: Parameters<typeof rows>[0]) => createPortalUrls(rows(given), { kind: 'file', name: 'estate.json' }, {});
const azure = { kind: 'azure', name: 'Azure public' } as const;

test('a link opens the resource in the tenant that Peerscape is signed in to', () => {
  const status = { portalUrl: PUBLIC, tenant: { id: OTHER, domain: null } };
  expect(createPortalUrls(rows({}), azure, status)(HUB)).toBe(`${PUBLIC}/#@${OTHER}/resource${HUB}`);
});

test('until the tenant of the sign-in is known, the tenant of the subscription is used', () => {
  expect(createPortalUrls(rows({}), azure, { portalUrl: PUBLIC })(HUB)).toBe(`${PUBLIC}/#@${TENANT}/resource${HUB}`);
});

test.each([
  ['half', `${HUB}/virtualNetworkPeerings/to-spoke`, HUB],
  ['DNS link', `${GROUP}/privateDnsZones/example.org/virtualNetworkLinks/hub`, `${GROUP}/privateDnsZones/example.org`],
  ['connected group', `${GROUP}/networkManagers/avnm#mesh`, `${GROUP}/networkManagers/avnm`],
  ['firewall', `${GROUP}/azureFirewalls/fw`, `${GROUP}/azureFirewalls/fw`],
])('the link of a %s opens the resource that the portal has a page for', (_, id, page) => {
  expect(linkFromFile({})(id)).toBe(`${PUBLIC}/#@${TENANT}/resource${page}`);
});

test.each([
  ['usgovvirginia', 'https://portal.azure.us'],
  ['USDoD Central', 'https://portal.azure.us'],
  ['chinanorth3', 'https://portal.azure.cn'],
  ['germanywestcentral', PUBLIC],
])('in a file, the region %s decides the portal', (location, portal) => {
  expect(linkFromFile({ location })(HUB)).toBe(`${portal}/#@${TENANT}/resource${HUB}`);
});

test.each([
  ['the file contains no tenant', { tenantId: '' }],
  ['the tenant ID is no GUID', { tenantId: 'contoso' }],
  ['the file is anonymised', { tenantId: '00000000-0000-0000-0001-000000000001' }],
  ['the portal of the cloud is unknown', { location: 'ussecwest' }],
])('there is no link if %s', (_, given) => {
  expect(linkFromFile(given)(HUB)).toBeUndefined();
});

test('the server’s portal and tenant do not apply to files that are opened in place of Azure', () => {
  const status = { portalUrl: PUBLIC, tenant: { id: OTHER, domain: null } };
  expect(createPortalUrls(rows({ tenantId: '' }), { kind: 'file', name: 'estate.json' }, status)(HUB)).toBeUndefined();
});

test('the sandbox has no links, and neither has an id that is no resource', () => {
  expect(createPortalUrls(rows({}), { kind: 'sandbox', name: 'test' }, { portalUrl: PUBLIC })(HUB)).toBeUndefined();
  expect(linkFromFile({})(`/subscriptions/${SUB}`)).toBeUndefined();
});

test('a VNet in another tenant opens there if its tenant is known, and has no link otherwise', () => {
  const remote = HUB.replace(SUB, '44444444-4444-4444-8444-444444444444');
  const options = { allowAccess: true, allowForwarded: false, allowTransit: false, useRemoteGateways: false };
  const halves = [{ id: `${HUB}/virtualNetworkPeerings/to-remote`, remoteId: remote, state: 'Connected', ...options }];
  const status = { portalUrl: PUBLIC, tenant: { id: TENANT, domain: null } };
  const known = rows({ halves, absentVNets: [{ id: remote, reason: 'other-tenant', tenantId: OTHER }] });
  expect(createPortalUrls(known, azure, status)(remote)).toBe(`${PUBLIC}/#@${OTHER}/resource${remote}`);
  expect(createPortalUrls(rows({ halves }), azure, status)(remote)).toBeUndefined();
});
