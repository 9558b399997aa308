import { ownerIdOf, type ResourceKey } from '@peerscape/shared/arm';
import { type Blocker, type Note, type Plan, type PlannedHalf, type Step, sortNotices, type UncheckedNotice } from '@peerscape/shared/plan';
import type { Namer } from '@peerscape/shared/topology';
import { toProblem } from '../../failure.ts';
import { mapInParallel } from '../../map-in-parallel.ts';
import type { DenyAssignment, HalfPort, Lock } from '../ports.ts';
import { describeScope, describeSteps } from './describe-steps.ts';
import { ACTIONS, isActionAllowed } from './permissions.ts';

/** Reads what protects VNets from changes, whatever permissions the identity has. */
export type ProtectionPort = Pick<HalfPort, 'locks' | 'denyAssignments' | 'groupManager'>;

type Notices = Pick<Plan, 'blockers' | 'unchecked' | 'notes'>;

const PARALLEL = 8;

/** Adds notices to those of a plan. */
export const addNotices = (plan: Plan, { blockers, unchecked, notes }: Notices): Plan => ({
  ...plan,
  blockers: sortNotices([...plan.blockers, ...blockers]),
  unchecked: sortNotices([...plan.unchecked, ...unchecked]),
  notes: sortNotices([...plan.notes, ...notes]),
});

/**
 * Reads the locks of the VNets whose halves the steps write or delete, and the deny assignments and managers of their resource groups. A lock
 * always blocks its steps; a deny assignment may exclude the identity. Read errors of locks are reported as a separate notice.
 */
export async function findProtections(port: ProtectionPort, steps: readonly Step[], nameOf: Namer): Promise<Notices> {
  const byVNet = groupSteps(steps, ({ half }) => ownerIdOf(half.id));
  const byGroup = groupSteps(steps, ({ half }) => groupIdOf(half));
  const locks = await mapInParallel([...byVNet], PARALLEL, ([vnetId, own]) => lockNotices(port, vnetId, own, nameOf));
  const groups = await mapInParallel([...byGroup], PARALLEL, async ([groupId, own]) => [
    ...(await denyNotes(port, groupId, own, nameOf)),
    ...(await managerNotes(port, groupId, own, nameOf)),
  ]);
  return {
    blockers: locks.flatMap(({ blockers }) => blockers),
    unchecked: locks.flatMap(({ unchecked }) => unchecked),
    notes: groups.flat(),
  };
}

/** Groups the steps by an id, without regard to its case. */
function groupSteps(steps: readonly Step[], idOf: (step: Step) => string): ReadonlyMap<string, readonly Step[]> {
  const groups = new Map<string, { readonly id: string; readonly steps: Step[] }>();
  for (const step of steps) {
    const id = idOf(step);
    const group = groups.get(id.toLowerCase()) ?? { id, steps: [] };
    groups.set(id.toLowerCase(), group);
    group.steps.push(step);
  }
  return new Map([...groups.values()].map(({ id, steps: own }) => [id, own]));
}

const groupIdOf = ({ id }: PlannedHalf): string => /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(id)?.[0] ?? id;

async function lockNotices(
  port: ProtectionPort,
  vnetId: string,
  steps: readonly Step[],
  nameOf: Namer,
): Promise<{ readonly blockers: readonly Blocker[]; readonly unchecked: readonly UncheckedNotice[] }> {
  try {
    const locks = await port.locks(vnetId);
    return { blockers: locks.flatMap((lock) => lockBlocker(lock, steps, nameOf)), unchecked: [] };
  } catch (error) {
    const vnets = ownersOf(steps);
    const text = `Locks on ${vnets.map(nameOf).join(', ')} were not checked: ${toProblem(error).title}. If there are any, Azure rejects the steps that they cover.`;
    return { blockers: [], unchecked: [{ code: 'locks-unread', text, vnets }] };
  }
}

/** Step actions that each lock level blocks. An unknown level is not assumed to block any. */
const REFUSED: Readonly<Record<string, (action: Step['action']) => boolean>> = {
  readonly: () => true,
  cannotdelete: (action) => action === 'delete',
};

function lockBlocker(lock: Lock, steps: readonly Step[], nameOf: Namer): readonly Blocker[] {
  const refuses = REFUSED[lock.level.toLowerCase()];
  const refused = steps.filter(({ action, half }) => refuses?.(action) && isWithin(half.id, lock.scope));
  if (refused.length === 0) return [];
  const notes = lock.notes ? ` (“${lock.notes}”)` : '';
  const text = `The ${lock.level} lock ${lock.name}${notes} on ${describeScope(lock.scope)} blocks the following: ${describeSteps(refused, nameOf)}. An Owner or User Access Administrator of that scope can remove it.`;
  return [{ code: 'locked', text, ...subjectOf(refused), arm: 'ScopeLocked' }];
}

async function denyNotes(port: ProtectionPort, groupId: string, steps: readonly Step[], nameOf: Namer): Promise<readonly Note[]> {
  const assignments = await port.denyAssignments(groupId).catch(ignoreUnreadable<readonly DenyAssignment[]>([]));
  return assignments.flatMap((assignment): Note[] => {
    const denied = steps.filter(({ action, half }) => isDenied(assignment, action, half));
    if (denied.length === 0) return [];
    const text = `The deny assignment ${assignment.name} on ${describeScope(assignment.scope)} blocks the following for all principals except those that it excludes: ${describeSteps(denied, nameOf)}. Make the change in the service that created it.`;
    return [{ code: 'deny-assignment', text, ...subjectOf(denied) }];
  });
}

function isDenied(
  { isForAllPrincipals, isInherited, permissions, scope }: DenyAssignment,
  action: Step['action'],
  half: PlannedHalf,
): boolean {
  const isCovered = isInherited ? isWithin(half.id, scope) : half.id.toLowerCase() === scope.toLowerCase();
  return isForAllPrincipals && isCovered && isActionAllowed(permissions, action === 'delete' ? ACTIONS.delete : ACTIONS.write);
}

async function managerNotes(port: ProtectionPort, groupId: string, steps: readonly Step[], nameOf: Namer): Promise<readonly Note[]> {
  const manager = await port.groupManager(groupId).catch(ignoreUnreadable<string | undefined>(undefined));
  if (manager === undefined) return [];
  const vnets = ownersOf(steps);
  const text = `${vnets.map(nameOf).join(', ')} ${vnets.length === 1 ? 'is' : 'are'} in ${describeScope(groupId)}, which ${describeScope(manager)} manages. It may block or revert this change; make it there instead.`;
  return [{ code: 'managed-group', text, vnets }];
}

/** Returns an error handler that treats read errors as missing information and rethrows bugs. */
const ignoreUnreadable =
  <T>(nothing: T) =>
  (error: unknown): T => {
    if (toProblem(error).code === 'internal') throw error;
    return nothing;
  };

const isWithin = (id: string, scope: string): boolean => `${id}/`.toLowerCase().startsWith(`${scope.replace(/\/+$/, '')}/`.toLowerCase());

const ownersOf = (steps: readonly Step[]): readonly ResourceKey[] => [...new Set(steps.map(({ half }) => half.from))];

/** Returns the VNets of the steps, and the half if all are about one. */
function subjectOf(steps: readonly Step[]): Pick<Blocker, 'vnets' | 'half'> {
  const [first] = steps;
  const isOne = first && steps.every(({ half }) => half.id === first.half.id);
  return {
    vnets: [...new Set(steps.flatMap(({ half: { from, to } }) => [from, to]))],
    ...(isOne && { half: { from: first.half.from, to: first.half.to } }),
  };
}
