/** Errors that the DNS services share. Those of public and private zones are not wrapped; Private Resolver answers like the network provider. */
import { type ArmError, dnsError, networkError } from '../arm/operation-handler.ts';

export const zoneBadRequest = (message: string): ArmError => dnsError(400, 'BadRequest', message);
export const zoneConflict = (message: string): ArmError => dnsError(409, 'Conflict', message);

export const resolverBadRequest = (message: string): ArmError => networkError(400, 'BadRequest', message);
export const resolverConflict = (message: string): ArmError => networkError(409, 'Conflict', message);
