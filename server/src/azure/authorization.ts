import { z } from 'zod';
import type { DenyAssignment, Lock, Permission } from '../work/ports.ts';
import { getOrMissing, pathOf, RESOURCES_VERSION } from './get-or-missing.ts';
import { listValues } from './list-values.ts';
import type { Connection } from './sdk/connection.ts';
import { parseResponse } from './sdk/raw-responses.ts';

const strings = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);

const ActionsItem = z.object({ actions: strings, notActions: strings });
const LockItem = z.object({ id: z.string(), name: z.string(), properties: z.object({ level: z.string(), notes: z.string().nullish() }) });
const Principal = z.object({ id: z.string() });
const DenyAssignmentItem = z.object({
  properties: z.object({
    denyAssignmentName: z.string(),
    scope: z.string(),
    doNotApplyToChildScopes: z.boolean().nullish(),
    permissions: z.array(ActionsItem),
    principals: z.array(Principal).nullish(),
  }),
});
const Group = z.looseObject({ managedBy: z.string().nullish() });

type List<T> = (connection: Connection, scope: string, signal: AbortSignal | undefined) => Promise<readonly T[]>;

const pathAt = (scope: string, type: string, version: string): string =>
  `${pathOf(scope)}/providers/Microsoft.Authorization/${type}?api-version=${version}`;

/** Lists the permissions of the identity at a scope. */
export const listPermissions: List<Permission> = (connection, scope, signal) =>
  listValues(connection, pathAt(scope, 'permissions', '2022-04-01'), ActionsItem, signal);

const LOCK_SUFFIX = /\/providers\/Microsoft\.Authorization\/locks\/[^/]+$/i;

/** Lists the management locks at a scope: its own, those that it inherits, and those below it. */
export const listLocks: List<Lock> = async (connection, scope, signal) => {
  const items = await listValues(connection, pathAt(scope, 'locks', '2020-05-01'), LockItem, signal);
  return items.map(({ id, name, properties: { level, notes } }) => ({
    scope: id.replace(LOCK_SUFFIX, ''),
    name,
    level,
    ...(notes ? { notes } : {}),
  }));
};

/** Id by which a deny assignment names all principals. */
const ALL_PRINCIPALS = '00000000-0000-0000-0000-000000000000';

/** Lists the deny assignments at a scope, above it and below it. */
export const listDenyAssignments: List<DenyAssignment> = async (connection, scope, signal) => {
  const items = await listValues(connection, pathAt(scope, 'denyAssignments', '2022-04-01'), DenyAssignmentItem, signal);
  return items.map(({ properties: { denyAssignmentName, doNotApplyToChildScopes, principals, ...rest } }) => ({
    scope: rest.scope,
    permissions: rest.permissions,
    name: denyAssignmentName,
    isInherited: doNotApplyToChildScopes !== true,
    isForAllPrincipals: principals?.some(({ id }) => id === ALL_PRINCIPALS) === true,
  }));
};

/** Reads the id of the resource that manages a resource group; undefined if there is none. */
export async function readGroupManager(
  connection: Connection,
  group: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const result = await getOrMissing(connection, `${pathOf(group)}?${RESOURCES_VERSION}`, signal);
  return 'missing' in result ? undefined : (parseResponse(Group, result.json).managedBy ?? undefined);
}
