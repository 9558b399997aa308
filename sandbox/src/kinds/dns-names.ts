/** Names and numbers of DNS zones. */
import type { ArmError } from '../arm/operation-handler.ts';
import type { Store } from '../store/store.ts';
import { zoneBadRequest } from './dns-errors.ts';

const DOMAIN = /^(?=.{1,254}$)(?:\*\.)?(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.?$/i;

/** Returns whether a text is a domain name; a trailing dot is accepted. */
export const isDomainName = (text: unknown): boolean => typeof text === 'string' && DOMAIN.test(text);

/** Names that Azure reserves for its own services; names below them are accepted (Microsoft's page on private DNS zones). */
const RESERVED_NAMES = [
  'azclient.ms',
  'azure.com',
  'cloudapp.net',
  'core.windows.net',
  'microsoft.com',
  'msidentity.com',
  'trafficmanager.net',
  'windows.net',
];

/** Returns the error for the name of a zone: 2 to 34 labels, none reserved (reach.md §3.2). */
export function zoneNameProblem(name: string): ArmError | undefined {
  const labels = name.split('.').length;
  if (!isDomainName(name) || name.length > 253 || labels < 2 || labels > 34)
    return zoneBadRequest(
      `The domain name '${name}' is invalid. The name must contain no more than 253 characters, excluding a trailing period and must have between 2 and 34 labels.`,
    );
  if (RESERVED_NAMES.includes(name)) return zoneBadRequest(`The zone name '${name}' is reserved and cannot be used.`);
  return undefined;
}

/** Returns the error for a new zone of the given type if the subscription has as many as it may have. */
export function zoneCountProblem(store: Store, type: string, subscriptionId: string, max: number): ArmError | undefined {
  const zones = store.resourcesOfType(`Microsoft.Network/${type}`).filter((zone) => zone.subscriptionId === subscriptionId);
  if (zones.length < max) return undefined;
  return zoneBadRequest(`The subscription '${subscriptionId}' has reached the limit of ${max} zones.`);
}
