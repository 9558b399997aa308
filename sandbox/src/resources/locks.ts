import { list, type OperationHandler } from '../arm/operation-handler.ts';
import type { StoredLock } from '../store/locks.ts';
import { scopeOf } from './permissions.ts';

/** Lists the locks that the scope has or inherits, and those below it unless `$filter=atScope()` leaves them out. */
export const listLocks: OperationHandler = (store, _, { params, query }) => {
  const scope = scopeOf(params);
  const isAtScope = /^\s*atScope\(\)\s*$/i.test(query.get('$filter') ?? '');
  return list([...store.locks.at(scope), ...(isAtScope ? [] : store.locks.below(scope))], toWireLock);
};

const toWireLock = ({ scope, name, level, notes }: StoredLock) => ({
  properties: { level, ...(notes !== undefined && { notes }) },
  id: `${scope}/providers/Microsoft.Authorization/locks/${name}`,
  type: 'Microsoft.Authorization/locks',
  name,
});
