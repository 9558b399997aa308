import { type Half, haveSamePrefixes, isStale, peeredRemotePrefixes, type Topology } from '../topology/index.ts';
import type { DesiredHalf } from './desired-halves.ts';
import { currentHalf, halfKey } from './half-intents.ts';
import type { Action, Cause, Expectation, PlannedHalf, Writable } from './plan.ts';
import { DEFAULT_PROPERTIES, diffProperties, writablePropertiesOf } from './writable.ts';

/** A step before the steps that it must wait for are known. */
export interface UnorderedStep {
  readonly id: string;
  readonly action: Action;
  readonly half: PlannedHalf;
  readonly cause: Cause;
  /** The half just before the step, as far as this plan alone decides it; undefined when it does not exist. */
  readonly before: Writable | undefined;
  /** The half just after the step. */
  readonly after: Writable | undefined;
  /** True if the half is Disconnected when the plan begins. */
  readonly isDisconnected: boolean;
  /** True if the step reconnects the half after the plan has deleted its counterpart. */
  readonly reconnects: boolean;
  /** Its position among the steps of its half. */
  readonly index: number;
  readonly changed: readonly (keyof Writable)[];
  readonly expects: Expectation;
  readonly counterpart: Half | undefined;
}

type Transition = Pick<UnorderedStep, 'action' | 'cause' | 'reconnects'> & { readonly after: Writable | undefined };

/** Returns the steps from the current halves to the desired ones, half by half; a half that is as desired needs none. */
export function diffHalves(topology: Topology, halves: ReadonlyMap<string, DesiredHalf>): readonly UnorderedStep[] {
  return [...halves]
    .sort(([p], [q]) => (p < q ? -1 : 1))
    .flatMap(([, desired]) => toSteps(topology, desired, transitionsOf(topology, desired, halves)));
}

function transitionsOf(topology: Topology, desired: DesiredHalf, halves: ReadonlyMap<string, DesiredHalf>): Transition[] {
  const { current, target, intent, half } = desired;
  const counterpart = halves.get(halfKey({ from: half.to, to: half.from }));
  const deletion: Transition[] = current ? [{ action: 'delete', cause: 'asked-for', reconnects: false, after: undefined }] : [];
  if (!target) return deletion;
  if (intent.presence === 'recreated' || !current)
    return [...deletion, { action: 'create', cause: 'asked-for', reconnects: false, after: target }];
  return [...updatesOf(topology, current, target, desired, counterpart), ...syncsOf(topology, current, target, desired, counterpart)];
}

function updatesOf(
  topology: Topology,
  current: Half,
  target: Writable,
  { intent, half }: DesiredHalf,
  counterpart: DesiredHalf | undefined,
): Transition[] {
  const currentCounterpart = counterpart?.current ?? currentHalf(topology, { from: half.to, to: half.from });
  const losesCounterpart =
    counterpart?.current !== undefined && (counterpart.intent.presence === 'recreated' || counterpart.intent.presence === 'absent');
  const isCounterpartRecreated = losesCounterpart && counterpart.intent.presence === 'recreated';
  const isRequested = intent.presence === 'present';
  const rewriteCause = isRequested && !intent.staysDisconnected ? rewriteCauseOf(current, currentCounterpart, counterpart) : undefined;
  const mustReconnect =
    isCounterpartRecreated ||
    (isRequested && losesCounterpart && intent.exact !== undefined && !intent.staysDisconnected && current.state !== 'Disconnected');
  if (!rewriteCause && !mustReconnect && diffProperties(writablePropertiesOf(current), target).length === 0) return [];
  const cause = rewriteCause ?? (isCounterpartRecreated ? 'twin-is-made-anew' : mustReconnect ? 'dead-half-is-written-again' : 'asked-for');
  const update: Transition = { action: 'update', cause, reconnects: isCounterpartRecreated || mustReconnect, after: target };
  return usesGatewayLater(current, target, counterpart, currentCounterpart, isCounterpartRecreated)
    ? [
        { ...update, after: { ...target, useRemoteGateways: false } },
        { ...update, cause: 'gateway-waits-for-its-offer' },
      ]
    : [update];
}

/** Returns why a half is written although none of its properties change. Of two Initiated halves, one write connects both. */
function rewriteCauseOf(current: Half, counterpart: Half | undefined, desired: DesiredHalf | undefined): Cause | undefined {
  if (current.state === 'Disconnected') return 'dead-half-is-written-again';
  if (current.provisioningState === 'Failed') return 'last-write-failed';
  if (current.state === 'Connected' || !counterpart || counterpart.state === 'Disconnected') return undefined;
  return desired?.intent.presence === 'present' && current.from > current.to ? undefined : 'halves-do-not-see-each-other';
}

/**
 * Returns whether the half needs a second write to use the remote gateway: a Disconnected half is written before its counterpart, which may
 * allow gateway transit only then.
 */
function usesGatewayLater(
  current: Half,
  target: Writable,
  counterpart: DesiredHalf | undefined,
  currentCounterpart: Half | undefined,
  isCounterpartRecreated: boolean,
): boolean {
  if (!target.useRemoteGateways || !counterpart?.target?.allowTransit) return false;
  if (isCounterpartRecreated) return true;
  return current.state === 'Disconnected' && currentCounterpart?.state !== 'Disconnected' && !currentCounterpart?.allowTransit;
}

function syncsOf(
  topology: Topology,
  current: Half,
  target: Writable,
  desired: DesiredHalf,
  counterpart: DesiredHalf | undefined,
): Transition[] {
  if (current.state === 'Disconnected') return [];
  const remote =
    peeredRemotePrefixes(topology.vnets.get(current.to), target) ?? (peersOthers(current, target) ? undefined : current.remoteCurrent);
  const differs = current.remoteLearned !== undefined && remote !== undefined && !haveSamePrefixes(current.remoteLearned, remote);
  const isNeeded = desired.intent.sync
    ? isStale(current) || differs || current.sync === undefined
    : peersOthers(current, target) && (differs || !remote) && staysConnected(topology, current, counterpart);
  return isNeeded
    ? [{ action: 'sync', cause: desired.intent.sync ? 'asked-for' : 'peered-prefixes-change', reconnects: false, after: target }]
    : [];
}

/** Returns whether the half peers other prefixes of its remote after the plan. It learns them only by a sync (azure-semantics §2.1, row 3). */
const peersOthers = (current: Half, target: Writable): boolean =>
  diffProperties(writablePropertiesOf(current), target).some((setting) => setting === 'remoteSubnets' || setting === 'onlyIPv6');

/** Returns whether both halves are Connected before and after the plan, so that the half can be synced and does not learn otherwise. */
const staysConnected = (topology: Topology, { state, from, to }: Half, counterpart: DesiredHalf | undefined): boolean =>
  state === 'Connected' &&
  (counterpart
    ? counterpart.target !== undefined && counterpart.current !== undefined && counterpart.intent.presence !== 'recreated'
    : !topology.vnets.has(to) || currentHalf(topology, { from: to, to: from }) !== undefined);

/** Turns the transitions of one half into steps; each expects what the one before leaves. */
function toSteps(topology: Topology, { half, current }: DesiredHalf, transitions: readonly Transition[]): UnorderedStep[] {
  const steps: UnorderedStep[] = [];
  const counterpart = currentHalf(topology, { from: half.to, to: half.from });
  for (const [index, { action, cause, reconnects, after }] of transitions.entries()) {
    const last = steps[steps.length - 1];
    const before = last ? last.after : current && writablePropertiesOf(current);
    const repetition = steps.filter((step) => step.action === action).length;
    steps.push({
      id: `${action} ${halfKey(half)}${repetition > 0 ? ` #${repetition + 1}` : ''}`,
      action,
      half: action === 'delete' && current ? { ...half, id: current.id, name: current.name } : half,
      cause,
      before,
      after,
      isDisconnected: current?.state === 'Disconnected' && !last,
      reconnects,
      index,
      changed: action === 'create' || action === 'update' ? diffProperties(before ?? DEFAULT_PROPERTIES, after ?? DEFAULT_PROPERTIES) : [],
      expects: last ? { kind: 'left-by', step: last.id } : current ? { kind: 'half', half: current } : { kind: 'absent' },
      counterpart,
    });
  }
  return steps;
}
