import type { ResourceKey } from '../arm/index.ts';
import type { Model } from '../reach/index.ts';
import { type AttachedKind, type Change, formatKinds, type HalfRef, type Topology } from '../topology/index.ts';
import type { Namer, VerdictSubject } from './verdict-subject.ts';

/** `error`: something does not work. `warning`: something is likely to cause problems. `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** Reason for an inconclusive verdict. `describeReason` turns it into text. */
export type UnknownReason =
  /** The half that this VNet owns cannot be read, so its flags are unknown. */
  | { readonly kind: 'half-unreadable'; readonly vnet: ResourceKey }
  /** The VNet cannot be read, so its resources are unknown. */
  | { readonly kind: 'vnet-unreadable'; readonly vnet: ResourceKey }
  /** The half is Connected, so its counterpart exists, but the counterpart is missing from the data. */
  | { readonly kind: 'counterpart-missing'; readonly vnet: ResourceKey }
  /** The VNet cannot be read, and no half has learned its prefixes. */
  | { readonly kind: 'prefixes-unknown'; readonly vnet: ResourceKey }
  /** The peerings of the VNet are not in the source, or not all could be read. */
  | { readonly kind: 'halves-not-read'; readonly vnet: ResourceKey }
  /** The source has no states of peerings. */
  | { readonly kind: 'state-missing' }
  /** Azure did not report whether the half is in sync. */
  | { readonly kind: 'sync-level-missing' }
  /** An update is in progress; only time shows whether it is stuck. */
  | { readonly kind: 'updating' }
  /** These resource types are missing from the source, so it is unknown whether any exist. */
  | { readonly kind: 'missing-kinds'; readonly kinds: readonly AttachedKind[] }
  /** These resource types were not read in all subscriptions that matter, so it is unknown whether there are more. */
  | { readonly kind: 'kinds-not-read-everywhere'; readonly kinds: readonly AttachedKind[] }
  /** The source does not contain the setting `allowBranchToBranchTraffic` of the Route Server in this VNet. */
  | { readonly kind: 'branch-to-branch-missing'; readonly vnet: ResourceKey }
  /** The routes that the gateway or Route Server in this VNet has learned are not known, or not all of them. */
  | { readonly kind: 'learned-routes-missing'; readonly vnet: ResourceKey }
  /** The source does not show which resource has the address of a next hop. */
  | { readonly kind: 'next-hop-unknown'; readonly nextHop: string }
  /** The source does not contain the subnets of the VNet. */
  | { readonly kind: 'subnets-missing'; readonly vnet: ResourceKey }
  /** A VNet contains a next hop, and the source lacks what would show which of its subnets are those of appliances. */
  | { readonly kind: 'appliance-subnets-unknown' }
  /** The VNet uses DNS servers that are in none of the VNets in the data. */
  | { readonly kind: 'external-dns'; readonly vnet: ResourceKey };

/** Answer of a rule about one subject. A rule yields none where it does not apply. */
export type Verdict<E extends object = object> =
  | { readonly answer: 'pass'; readonly about: VerdictSubject }
  | { readonly answer: 'fail'; readonly about: VerdictSubject; readonly evidence: E }
  | { readonly answer: 'unknown'; readonly about: VerdictSubject; readonly reason: UnknownReason };

export const pass = (about: VerdictSubject): Verdict<never> => ({ answer: 'pass', about });
export const fail = <E extends object>(about: VerdictSubject, evidence: E): Verdict<E> => ({ answer: 'fail', about, evidence });
export const unknown = (about: VerdictSubject, reason: UnknownReason): Verdict<never> & { answer: 'unknown' } => ({
  answer: 'unknown',
  about,
  reason: reason,
});

/** Returns the reason for a verdict that depends on resource types of which some were not read. */
export const missingReason = ({ missingKinds }: Topology, kinds: readonly AttachedKind[]): UnknownReason => ({
  kind: kinds.every((kind) => missingKinds.has(kind)) ? 'missing-kinds' : 'kinds-not-read-everywhere',
  kinds,
});

/** One kind of problem: how to detect it, how to describe it, and how to resolve it. Evidence is plain data; VNets in it are keys. */
export interface Rule<E extends object = object> {
  /** `VNP101`. Permanent: never reused. */
  readonly code: string;
  /** Base name of the rule's file and page. */
  readonly slug: string;
  readonly title: string;
  readonly severity: Severity;
  /** Returns the severity of one finding, if it differs from that of the rule. */
  severityOf?(evidence: E): Severity;
  /** Properties of the topology that `check` reads; a test verifies this list. */
  readonly reads: readonly (keyof Topology)[];
  /**
   * Resource types that the rule depends on, each with the answers that remain valid when the source does not include the type: `pass` if a
   * resource that is present proves the answer and an absent one does not, `fail` in the opposite case, `all` if only verdicts about that
   * type are lost, `none` otherwise.
   */
  readonly needs?: Readonly<Partial<Record<AttachedKind, 'pass' | 'fail' | 'all' | 'none'>>>;
  /** Reason why this rule is never inconclusive. A test of every other rule shows an inconclusive verdict. */
  readonly neverUnknown?: string;
  /** Yields the verdicts. The model has the routes of the topology; a rule uses it for where they lead. */
  check(topology: Topology, model: Model): Iterable<Verdict<E>>;
  /** Describes the problem in one or two sentences. */
  explain(evidence: E, name: Namer): string;
  /** Returns the changes that resolve the problem; empty if no change of a half can. */
  remedy(evidence: E): readonly Change[];
  /** Describes what the user should do. Required where `remedy` may be empty; otherwise the changes are described instead. */
  advice?(evidence: E, name: Namer): string;
  /** Returns the halves to highlight, if the subject of the finding is not a half itself. */
  highlights?(evidence: E): readonly HalfRef[];
}

/** Checks a rule against the type of its evidence and returns it as an entry of the catalogue. */
export const defineRule = <E extends object>(definition: Rule<E>): Rule => definition;

/** Describes the reason for an inconclusive verdict, as a sentence without a capital or full stop. */
export function describeReason(reason: UnknownReason, name: Namer): string {
  switch (reason.kind) {
    case 'half-unreadable':
      return `${name(reason.vnet)} cannot be read, so the settings of its half are unknown`;
    case 'vnet-unreadable':
      return `${name(reason.vnet)} cannot be read, so its resources and settings are unknown`;
    case 'counterpart-missing':
      return `the half is Connected, so ${name(reason.vnet)} must have a half too, but the data does not contain it`;
    case 'prefixes-unknown':
      return `${name(reason.vnet)} cannot be read, and no other half shows its address space`;
    case 'halves-not-read':
      return `the peerings of ${name(reason.vnet)} were not read, so it is unknown what it is connected to`;
    case 'state-missing':
      return 'the source does not contain the state of this peering';
    case 'sync-level-missing':
      return 'Azure did not report a sync level for this half';
    case 'missing-kinds':
      return `the source does not include ${formatKinds(reason.kinds)}, so it is unknown whether any exist`;
    case 'kinds-not-read-everywhere':
      return `not all ${formatKinds(reason.kinds)} were read, so it is unknown whether there are more`;
    case 'branch-to-branch-missing':
      return `the source does not contain allowBranchToBranchTraffic of the Route Server in ${name(reason.vnet)}`;
    case 'learned-routes-missing':
      return `not all routes that the gateways and the Route Server in ${name(reason.vnet)} have learned are known`;
    case 'next-hop-unknown':
      return `the source does not show which resource has the next hop address ${reason.nextHop}`;
    case 'updating':
      return 'an update is in progress; refresh in a few minutes to see whether it completes';
    case 'subnets-missing':
      return `the source does not contain the subnets of ${name(reason.vnet)}`;
    case 'appliance-subnets-unknown':
      return 'the source does not show which subnets contain appliances, because network interfaces or subnets are missing';
    case 'external-dns':
      return `${name(reason.vnet)} uses DNS servers outside the VNets that could be read, so it is unknown what they resolve`;
  }
}
