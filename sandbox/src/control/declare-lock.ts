import type { SandboxContext } from '../context.ts';
import { LOCK_LEVELS } from '../store/locks.ts';
import { ControlProblem, type Fields, readString, rejectUnknownFields } from './fields.ts';
import { resolveScope } from './resolve-scope.ts';

/** Locks a scope, or removes its locks. */
export function declareLock(context: SandboxContext, fields: Fields): unknown {
  rejectUnknownFields(fields, ['lock', 'unlock', 'level', 'name', 'notes']);
  const [lock, unlock, text] = [readString(fields, 'lock'), readString(fields, 'unlock'), readString(fields, 'level') ?? 'CanNotDelete'];
  const level = LOCK_LEVELS.find((known) => known.toLowerCase() === text.toLowerCase());
  if (!level) throw new ControlProblem(`"level" must be one of ${LOCK_LEVELS.join(', ')}; got "${text}"`);
  if (lock === undefined && unlock === undefined) throw new ControlProblem('specify "lock" or "unlock" (a scope)');
  if (unlock !== undefined) context.store.locks.remove(resolveScope(context, unlock));
  if (lock !== undefined) {
    const name = readString(fields, 'name') ?? 'lock';
    context.store.locks.add({ scope: resolveScope(context, lock), name, level, notes: readString(fields, 'notes') });
  }
  return { locked: lock, unlocked: unlock, ...(lock !== undefined && { level }) };
}
