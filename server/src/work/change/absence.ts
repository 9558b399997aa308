import type { Problem } from '@peerscape/shared/api';
import { formatResourceId, isOfType, parentId, parseResourceId, type ResourceId, VNET_TYPE } from '@peerscape/shared/arm';
import type { HalfRow } from '@peerscape/shared/topology';
import type { Clock } from '../../clock.ts';
import { Failure } from '../../failure.ts';
import type { HalfPort, HalfReading } from '../ports.ts';
import type { Timing } from './timing.ts';

/** ARM may answer from a copy that lags (terraform-provider-azurerm #18268, #32935): only what is read so often in a row counts. */
export const EQUAL_READINGS = 3;

/** What must be deleted for a half to be gone, from the inside out. */
type Place = 'peering' | 'virtual network' | 'resource group' | 'subscription';

/** What contained the half and was deleted, and the half with it. */
export type GoneWith = 'virtual network' | 'resource group';

/** A half that was read until it was certain: there, absent, or not to be told, with ARM's own words. */
export type HalfStatus =
  | { readonly kind: 'present'; readonly half: HalfRow }
  | { readonly kind: 'absent'; readonly goneWith: GoneWith | undefined }
  | { readonly kind: 'unreadable'; readonly problem: Problem; readonly armStatus: number | undefined };

/** The half, where it is there. */
export const halfIn = (status: HalfStatus): HalfRow | undefined => (status.kind === 'present' ? status.half : undefined);

export type Absence = Exclude<HalfStatus, { kind: 'present' }>;

export interface ReadingParts {
  readonly azure: Pick<HalfPort, 'readHalf' | 'isThere'>;
  readonly clock: Clock;
  readonly timing: Pick<Timing, 'lookMs' | 'showMs'>;
}

/** The codes by which ARM says of a resource itself that it does not exist (azure-semantics §3). Any other 404 says nothing about it. */
const OWN_CODES: Readonly<Record<Place, ReadonlySet<string>>> = {
  peering: new Set(['NotFound', 'ResourceNotFound']),
  'virtual network': new Set(['NotFound', 'ResourceNotFound']),
  'resource group': new Set(['ResourceGroupNotFound']),
  subscription: new Set(),
};

/** The codes of 404s after which the container is asked: the resource or something around it does not exist. */
const NOT_FOUND: ReadonlySet<string> = new Set(Object.values(OWN_CODES).flatMap((codes) => [...codes]));

/**
 * Reads the half until the same was read as often as verification asks; of a half that is missing also what contains it. A half of which
 * nothing is concluded (`isEnough`) counts at once.
 */
export async function confirmHalf(
  parts: ReadingParts,
  halfId: string,
  signal: AbortSignal,
  isEnough: (half: HalfRow) => boolean = () => false,
): Promise<HalfStatus> {
  const keyOf = (reading: HalfReading) => ('half' in reading && isEnough(reading.half) ? undefined : comparisonKey(reading));
  return orUnreadable(signal, async () => {
    const reading = await settled(parts, () => parts.azure.readHalf(halfId, signal), keyOf, signal);
    return 'half' in reading ? { kind: 'present', half: reading.half } : climb(parts, placesOf(halfId), reading.missing, signal);
  });
}

/**
 * Finds out what a 404 of the half means, once it was read as often as it must be. The half is absent when that code is its own and its VNet
 * answers; or when the VNet, or its group, says as often of itself that it does not exist and what contains it answers. Any other 404 means
 * that Azure cannot be asked at the moment.
 */
export const confirmAbsence = (parts: ReadingParts, halfId: string, said: Problem, signal: AbortSignal): Promise<Absence> =>
  orUnreadable(signal, () => climb(parts, placesOf(halfId), said, signal));

/** Whether the VNet does not exist, by the same standard. Fails with ARM's words where that cannot be told. */
export async function isVNetGone(parts: ReadingParts, vnetId: string, signal?: AbortSignal): Promise<boolean> {
  const places = placesOf(vnetId);
  const said = await askOften(parts, vnetId, signal);
  if (said === undefined) return false;
  const absence = await climb(parts, places, said, signal);
  if (absence.kind === 'absent') return true;
  throw new Failure(absence.problem, { armStatus: absence.armStatus });
}

async function climb(
  parts: ReadingParts,
  [self, ...containers]: readonly Located[],
  said: Problem,
  signal: AbortSignal | undefined,
): Promise<Absence> {
  let place = self?.place;
  let problem = said;
  for (const container of containers) {
    if (place === undefined || !NOT_FOUND.has(codeOf(problem))) break;
    const answer = await askOften(parts, container.id, signal);
    if (answer === undefined) {
      if (!OWN_CODES[place].has(codeOf(problem))) break;
      return { kind: 'absent', goneWith: place === 'virtual network' || place === 'resource group' ? place : undefined };
    }
    [place, problem] = [container.place, answer];
  }
  return { kind: 'unreadable', problem, armStatus: 404 };
}

/** Undefined as soon as the resource answers; else the 404 that it gave as often as it must. */
const askOften = (parts: ReadingParts, id: string, signal: AbortSignal | undefined): Promise<Problem | undefined> =>
  settled(
    parts,
    () => parts.azure.isThere(id, signal),
    (answer) => answer && codeOf(answer),
    signal,
  );

/** Reads until the same came as often as it must; an answer whose key is undefined counts at once. */
async function settled<T>(
  { clock, timing }: ReadingParts,
  read: () => Promise<T>,
  keyOf: (answer: T) => string | undefined,
  signal: AbortSignal | undefined,
): Promise<T> {
  const began = clock.ticks();
  let last: string | undefined;
  for (let equal = 0; ; ) {
    const answer = await read();
    const key = keyOf(answer);
    if (key === undefined) return answer;
    equal = key === last ? equal + 1 : 1;
    last = key;
    if (equal >= EQUAL_READINGS) return answer;
    if (clock.ticks() - began > timing.showMs) throw new Failure(UNSETTLED);
    await clock.sleep(timing.lookMs, signal);
  }
}

const UNSETTLED = {
  title: 'Azure answers one thing and then another about the half',
  status: 502,
  code: 'answers-differ',
  detail: 'Nothing is concluded from that; it is read again later',
};

/** Compares readings by everything but the etag, which moves with every change in the VNet. */
export const comparisonKey = (reading: HalfReading): string =>
  'half' in reading ? JSON.stringify({ ...reading.half, etag: '' }) : `404 ${codeOf(reading.missing)}`;

const codeOf = ({ arm }: Problem): string => arm?.code ?? '';

interface Located {
  readonly place: Place;
  readonly id: string;
}

/** The half or VNet and all that contains it, from the inside out. */
function placesOf(id: string): readonly Located[] {
  const parsed = parseResourceId(id);
  if (!parsed.ok)
    throw new Failure({ title: `${id} is not the id of a half or a VNet`, status: 422, code: 'invalid-id', detail: parsed.problem });
  const vnet = vnetOf(parsed.value);
  const subscription = `/subscriptions/${vnet.subscriptionId}`;
  return [
    ...(vnet === parsed.value ? [] : [{ place: 'peering' as const, id }]),
    { place: 'virtual network', id: formatResourceId(vnet) },
    { place: 'resource group', id: `${subscription}/resourceGroups/${vnet.resourceGroup}` },
    { place: 'subscription', id: subscription },
  ];
}

const vnetOf = (id: ResourceId): ResourceId => (isOfType(id, VNET_TYPE) ? id : (parentId(id) ?? id));

async function orUnreadable<T>(signal: AbortSignal, read: () => Promise<T>): Promise<T | (Absence & { kind: 'unreadable' })> {
  try {
    return await read();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Failure) return { kind: 'unreadable', problem: error.problem, armStatus: error.armStatus };
    throw error;
  }
}
