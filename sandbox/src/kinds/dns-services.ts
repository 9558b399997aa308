import { parseResourceId } from '@peerscape/shared/arm';
import { dnsError } from '../arm/operation-handler.ts';
import type { Service } from './resource-kind.ts';

const lastNames = (id: string): readonly string[] => {
  const parsed = parseResourceId(id);
  return parsed.ok ? parsed.value.names : [];
};

const zoneSubject: Service['subject'] = (id) => `The Zone ${lastNames(id)[0] ?? ''}`;
const linkSubject: Service['subject'] = (id) =>
  `The Virtual Network link '${lastNames(id)[1] ?? ''}' for the Private DNS zone '${lastNames(id)[0] ?? ''}'`;
const recordSetSubject: Service['subject'] = (id) => `The Record set ${(lastNames(id)[1] ?? '').toLowerCase()}`;

const recordSetNotFound: Service['notFound'] = (name, { resourceGroupName, subscriptionId }) =>
  dnsError(
    404,
    'NotFound',
    `The resource record '${name}' does not exist in resource group '${resourceGroupName}' of subscription '${subscriptionId}'.`,
  );

/** Public DNS polls only the deletion of a zone (recordings). */
export const PUBLIC_ZONES: Service = { polledAt: 'public-dns', newEtag: (store) => store.newGuid(), subject: zoneSubject };
export const PUBLIC_RECORD_SETS: Service = { ...PUBLIC_ZONES, subject: recordSetSubject, notFound: recordSetNotFound };

/** Private Resolver answers with 202 and polls in the resource group and region (recordings). */
export const RESOLVER: Service = {
  polledAt: 'dns-resolver',
  newEtag: (store) => `"${store.newGuid()}"`,
  subject: (id) => `The resource '${id}'`,
};

/** Private DNS accepts a change of a zone or link before it checks preconditions (recordings); its etags are GUIDs, those of links in quotes. */
export const PRIVATE_ZONES: Service = {
  polledAt: 'private-dns',
  newEtag: (store) => store.newGuid(),
  subject: zoneSubject,
  checksPreconditionsLater: true,
};
export const PRIVATE_LINKS: Service = { ...PRIVATE_ZONES, newEtag: (store) => `"${store.newGuid()}"`, subject: linkSubject };
export const PRIVATE_RECORD_SETS: Service = {
  polledAt: 'private-dns',
  newEtag: (store) => store.newGuid(),
  subject: recordSetSubject,
  notFound: recordSetNotFound,
};
