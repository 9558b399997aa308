import type { Problem } from '@peerscape/shared/api';
import { formatResourceId, isOfType, parentId, parseResourceId, type ResourceId, VNET_TYPE } from '@peerscape/shared/arm';
import type { HalfRow } from '@peerscape/shared/topology';
import type { Clock } from '../../clock.ts';
import { Failure } from '../../failure.ts';
import type { HalfPort, HalfReading } from '../ports.ts';
import type { Timing } from './timing.ts';

/** Equal reads in a row required for a conclusion: ARM may answer from a stale replica (terraform-provider-azurerm #18268, #32935). */
export const REQUIRED_EQUAL_READS = 3;

/** The half and its containers, from the inside out; deleting one deletes the half. */
type Level = 'peering' | 'virtual network' | 'resource group' | 'subscription';

/** The container that was deleted together with the half. */
export type DeletedContainer = 'virtual network' | 'resource group';

/** Confirmed presence of a half: present, absent, or unreadable with ARM's error. */
export type HalfPresence =
  | { readonly kind: 'present'; readonly half: HalfRow }
  | { readonly kind: 'absent'; readonly deletedWith: DeletedContainer | undefined }
  | { readonly kind: 'unreadable'; readonly problem: Problem; readonly armStatus: number | undefined };

/** Returns the half if it is present. */
export const presentHalf = (status: HalfPresence): HalfRow | undefined => (status.kind === 'present' ? status.half : undefined);

export type Absence = Exclude<HalfPresence, { kind: 'present' }>;

/** Dependencies for confirming that a container exists or was deleted. */
export interface ProbeDependencies {
  readonly azure: Pick<HalfPort, 'probe'>;
  readonly clock: Clock;
  readonly timing: Pick<Timing, 'readIntervalMs' | 'consistencyTimeoutMs'>;
}

export interface PresenceDependencies extends ProbeDependencies {
  readonly azure: Pick<HalfPort, 'readHalf' | 'probe'>;
}

/** 404 codes by which ARM reports that the resource itself does not exist (azure-semantics §3). Other 404s prove nothing about it. */
const OWN_NOT_FOUND_CODES: Readonly<Record<Level, ReadonlySet<string>>> = {
  peering: new Set(['NotFound', 'ResourceNotFound']),
  'virtual network': new Set(['NotFound', 'ResourceNotFound']),
  'resource group': new Set(['ResourceGroupNotFound']),
  subscription: new Set(),
};

/** 404 codes after which the container is read: the resource or one of its containers does not exist. */
const NOT_FOUND_CODES: ReadonlySet<string> = new Set(Object.values(OWN_NOT_FOUND_CODES).flatMap((codes) => [...codes]));

/**
 * Reads the half until `REQUIRED_EQUAL_READS` equal reads confirm it, and the containers of a missing half as well. One read is enough for a half
 * that passes `isEnough`.
 */
export async function confirmHalf(
  dependencies: PresenceDependencies,
  halfId: string,
  signal: AbortSignal,
  isEnough: (half: HalfRow) => boolean = () => false,
): Promise<HalfPresence> {
  const keyOf = (reading: HalfReading) => ('half' in reading && isEnough(reading.half) ? undefined : toComparisonKey(reading));
  return catchUnreadable(signal, async () => {
    const reading = await readUntilEqual(dependencies, () => dependencies.azure.readHalf(halfId, signal), keyOf, signal);
    return 'half' in reading
      ? { kind: 'present', half: reading.half }
      : readContainers(dependencies, pathOf(halfId), reading.missing, signal);
  });
}

/**
 * Interprets a confirmed 404 of the half. The half is absent if the 404 has its own code and its VNet exists, or if the VNet or its resource
 * group repeatedly returns its own 404 and its container exists. Any other 404 means that the half cannot be read at the moment.
 */
export const confirmAbsence = (
  dependencies: PresenceDependencies,
  halfId: string,
  notFound: Problem,
  signal: AbortSignal,
): Promise<Absence> => catchUnreadable(signal, () => readContainers(dependencies, pathOf(halfId), notFound, signal));

/** Returns true if the VNet is confirmed not to exist; rejects with ARM's error if that cannot be determined. */
export async function isVNetDeleted(dependencies: ProbeDependencies, vnetId: string, signal?: AbortSignal): Promise<boolean> {
  const path = pathOf(vnetId);
  const notFound = await confirmNotFound(dependencies, vnetId, signal);
  if (notFound === undefined) return false;
  const absence = await readContainers(dependencies, path, notFound, signal);
  if (absence.kind === 'absent') return true;
  throw new Failure('azure-not-found', absence.problem, { armStatus: absence.armStatus });
}

/** Reads the containers of a missing resource from the inside out until one exists, and concludes what was deleted. */
async function readContainers(
  dependencies: ProbeDependencies,
  [self, ...containers]: readonly ResourceLevel[],
  notFound: Problem,
  signal: AbortSignal | undefined,
): Promise<Absence> {
  let level = self?.level;
  let problem = notFound;
  for (const container of containers) {
    if (level === undefined || !NOT_FOUND_CODES.has(codeOf(problem))) break;
    const answer = await confirmNotFound(dependencies, container.id, signal);
    if (answer === undefined) {
      if (!OWN_NOT_FOUND_CODES[level].has(codeOf(problem))) break;
      return { kind: 'absent', deletedWith: level === 'virtual network' || level === 'resource group' ? level : undefined };
    }
    [level, problem] = [container.level, answer];
  }
  return { kind: 'unreadable', problem, armStatus: 404 };
}

/** Reads until the resource exists (undefined) or its 404 is confirmed. */
const confirmNotFound = (dependencies: ProbeDependencies, id: string, signal: AbortSignal | undefined): Promise<Problem | undefined> =>
  readUntilEqual(
    dependencies,
    () => dependencies.azure.probe(id, signal),
    (answer) => answer && codeOf(answer),
    signal,
  );

/**
 * Reads until `REQUIRED_EQUAL_READS` answers in a row have the same key; an answer with the key undefined is accepted at once. Rejects if
 * answers still differ after the consistency timeout; slow answers that agree are no contradiction.
 */
async function readUntilEqual<T>(
  { clock, timing }: ProbeDependencies,
  read: () => Promise<T>,
  keyOf: (answer: T) => string | undefined,
  signal: AbortSignal | undefined,
): Promise<T> {
  const startedAt = clock.ticks();
  let last: string | undefined;
  for (let equal = 0; ; ) {
    const answer = await read();
    const key = keyOf(answer);
    if (key === undefined) return answer;
    const isContradiction = last !== undefined && key !== last;
    equal = key === last ? equal + 1 : 1;
    last = key;
    if (equal >= REQUIRED_EQUAL_READS) return answer;
    if (isContradiction && clock.ticks() - startedAt > timing.consistencyTimeoutMs)
      throw new Failure('answers-differ', { detail: 'The half will be read again later' });
    await clock.sleep(timing.readIntervalMs, signal);
  }
}

/** Returns a key of everything but the etag, which changes with every change in the VNet. */
export const toComparisonKey = (reading: HalfReading): string =>
  'half' in reading ? JSON.stringify({ ...reading.half, etag: '' }) : `404 ${codeOf(reading.missing)}`;

const codeOf = ({ arm }: Problem): string => arm?.code ?? '';

interface ResourceLevel {
  readonly level: Level;
  readonly id: string;
}

/** Returns the half or VNet and its containers, from the inside out. */
function pathOf(id: string): readonly ResourceLevel[] {
  const parsed = parseResourceId(id);
  if (!parsed.ok) throw new Failure('invalid-id', { title: `${id} is not the ID of a half or a VNet`, detail: parsed.problem });
  const vnet = vnetOf(parsed.value);
  const subscription = `/subscriptions/${vnet.subscriptionId}`;
  return [
    ...(vnet === parsed.value ? [] : [{ level: 'peering' as const, id }]),
    { level: 'virtual network', id: formatResourceId(vnet) },
    { level: 'resource group', id: `${subscription}/resourceGroups/${vnet.resourceGroup}` },
    { level: 'subscription', id: subscription },
  ];
}

const vnetOf = (id: ResourceId): ResourceId => (isOfType(id, VNET_TYPE) ? id : (parentId(id) ?? id));

/** Converts a `Failure` of `read` to an unreadable result. */
async function catchUnreadable<T>(signal: AbortSignal, read: () => Promise<T>): Promise<T | (Absence & { kind: 'unreadable' })> {
  try {
    return await read();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Failure) return { kind: 'unreadable', problem: error.problem, armStatus: error.armStatus };
    throw error;
  }
}
