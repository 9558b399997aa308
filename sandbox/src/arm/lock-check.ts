import type { Store } from '../store/store.ts';
import { type ArmError, frontEndError } from './operation-handler.ts';
import type { Route } from './route.ts';

/** Operations that a lock can block, by HTTP method. Reads are never blocked. */
const OPERATIONS: Readonly<Partial<Record<Route['method'], 'write' | 'delete'>>> = { PUT: 'write', PATCH: 'write', DELETE: 'delete' };

/** Returns an error if a lock at the scope or above it refuses the request: `ReadOnly` refuses writes and deletions, `CanNotDelete` deletions. */
export function lockProblem({ locks }: Store, { method }: Route, scope: string): ArmError | undefined {
  const operation = OPERATIONS[method];
  if (operation === undefined) return undefined;
  const refusing = locks.at(scope).filter(({ level }) => level === 'ReadOnly' || operation === 'delete');
  if (refusing.length === 0) return undefined;
  return frontEndError(
    409,
    'ScopeLocked',
    `The scope '${scope}' cannot perform ${operation} operation because following scope(s) are locked: '${refusing.map((lock) => lock.scope).join("', '")}'. Please remove the lock and try again.`,
  );
}
