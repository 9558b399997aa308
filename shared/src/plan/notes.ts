import { hasNoGateway } from '../topology/index.ts';
import { virtualHubNotes } from './blockers-remote.ts';
import { managedNotes } from './managed-notes.ts';
import type { Note } from './notice.ts';
import { aboutHalf, type Outcome } from './outcome.ts';

type Check = (outcome: Outcome) => readonly Note[];

/** A half that is reconnected to a VNet without a gateway stops using remote gateways. */
const gatewayLeftOut: Check = ({ written, topology, nameOf }) =>
  written.flatMap((half): Note[] => {
    const { from, to, current } = half;
    const isLeftOut = current?.useRemoteGateways && !half.half.useRemoteGateways && current.state !== 'Connected';
    if (!isLeftOut || !topology.vnets.has(to) || !hasNoGateway(topology, to)) return [];
    const text = `${nameOf(to)} has no gateway, so ${nameOf(from)} → ${nameOf(to)} is connected without remote gateways. Turn them on again after the gateway is deployed.`;
    return [{ ...aboutHalf(half), code: 'gateway-left-out', text }];
  });

/** Note for each state of a VNet that affects halves that refer to it. For Failed, no rejection is documented or reported. */
const STATES: Readonly<Record<string, { readonly code: Note['code']; readonly arm?: string; readonly meaning: string }>> = {
  Failed: { code: 'vnet-failed', meaning: 'its last update did not complete, and its settings may not be in effect (VNP105).' },
  Canceled: { code: 'vnet-failed', meaning: 'its last update did not complete, and its settings may not be in effect (VNP105).' },
  Updating: {
    code: 'vnet-updating',
    arm: 'ReferencedResourceNotProvisioned',
    meaning: 'Azure rejects changes to its peerings until the update has ended. A deployment waits for that and tries again.',
  },
};

/** A VNet whose last update failed or is in progress (terraform-provider-azurerm #3392; azure-semantics §3.1). */
const notProvisioned: Check = ({ written, topology, nameOf }) =>
  [...new Set(written.flatMap(({ from, to }) => [from, to]))].flatMap((key): Note[] => {
    const state = topology.vnets.get(key)?.provisioningState ?? '';
    const known = STATES[state];
    if (!known) return [];
    const { code, arm, meaning } = known;
    return [{ code, text: `${nameOf(key)} is in state ${state}: ${meaning}`, vnets: [key], ...(arm !== undefined && { arm }) }];
  });

const CHECKS: readonly Check[] = [gatewayLeftOut, notProvisioned, managedNotes, virtualHubNotes];

/** Returns the notes on a plan, which do not block it. */
export const notesOf = (outcome: Outcome): readonly Note[] => CHECKS.flatMap((check) => check(outcome));
