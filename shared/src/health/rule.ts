import type { ResourceKey } from '../arm/index.ts';
import type { AttachedKind, Change, HalfRef, Topology } from '../topology/index.ts';
import type { About, NameOf } from './about.ts';
import { kindsInWords } from './coverage.ts';

/** `error`: something does not work. `warning`: something will surprise. `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** Why a rule cannot tell: a closed list, put into words by `reasonInWords`. */
export type Doubt =
  /** The half that this VNet owns may not be read, so its flags are not known. */
  | { readonly kind: 'half-unread'; readonly vnet: ResourceKey }
  /** The VNet may not be read, so what stands in it is not known. */
  | { readonly kind: 'vnet-unread'; readonly vnet: ResourceKey }
  /** The half says Connected, so its twin exists, but it was not among what was read. */
  | { readonly kind: 'twin-not-read'; readonly vnet: ResourceKey }
  /** The VNet may not be read, and no half has learned its prefixes. */
  | { readonly kind: 'prefixes-unknown'; readonly vnet: ResourceKey }
  /** Azure did not say whether the half is in sync. */
  | { readonly kind: 'sync-unsaid' }
  /** A change is running; whether it is stuck shows only with time. */
  | { readonly kind: 'updating' }
  /** These kinds are missing from the source, which says nothing about whether there are any. */
  | { readonly kind: 'missing-kinds'; readonly kinds: readonly AttachedKind[] }
  /** The VNet asks DNS servers that stand in no VNet we know. */
  | { readonly kind: 'foreign-dns'; readonly vnet: ResourceKey };

/** A rule's answer about one thing. Where a rule does not apply it gives none. */
export type Verdict<E extends object = object> =
  | { readonly answer: 'pass'; readonly about: About }
  | { readonly answer: 'fail'; readonly about: About; readonly evidence: E }
  | { readonly answer: 'unknown'; readonly about: About; readonly doubt: Doubt };

export const pass = (about: About): Verdict<never> => ({ answer: 'pass', about });
export const fail = <E extends object>(about: About, evidence: E): Verdict<E> => ({ answer: 'fail', about, evidence });
export const unknown = (about: About, doubt: Doubt): Verdict<never> & { answer: 'unknown' } => ({ answer: 'unknown', about, doubt });

/** One fault: how it is seen, how it is said, and what would end it. Evidence is plain data; VNets in it are keys. */
export interface Rule<E extends object = object> {
  /** `VNP101`. Permanent: never reused. */
  readonly code: string;
  /** The name of its file and of its page. */
  readonly slug: string;
  readonly title: string;
  readonly severity: Severity;
  /** The parts of the topology that `check` reads; a test holds it to its word. */
  readonly reads: readonly (keyof Topology)[];
  /**
   * The kinds of resources that decide, and which of the answers stand when such a kind was not asked for: `pass` where what is seen is proof
   * and what is not seen is none, `fail` the other way round, `all` where only what is about that kind is missed, `none` otherwise.
   */
  readonly needs?: Readonly<Partial<Record<AttachedKind, 'pass' | 'fail' | 'all' | 'none'>>>;
  /** Why this rule can always tell. A rule without it is seen undecided in some world. */
  readonly neverUnknown?: string;
  check(topology: Topology): Iterable<Verdict<E>>;
  /** What was seen, in one or two sentences: the only prose of a rule. */
  explain(evidence: E, name: NameOf): string;
  /** The changes that end it; empty where halves cannot. */
  remedy(evidence: E): readonly Change[];
  /** Who must do what. Needed where `remedy` may be empty; otherwise the changes speak for themselves. */
  advice?(evidence: E, name: NameOf): string;
  /** The halves to point at, when the thing that the finding is about is not one itself. */
  guilty?(evidence: E): readonly HalfRef[];
}

/** Types a rule by its own evidence and gives it back as one of the catalogue. */
export const rule = <E extends object>(definition: Rule<E>): Rule => definition;

/** A doubt as a sentence. */
export function reasonInWords(doubt: Doubt, name: NameOf): string {
  switch (doubt.kind) {
    case 'half-unread':
      return `${name(doubt.vnet)} cannot be read, so the settings of its half are not known`;
    case 'vnet-unread':
      return `${name(doubt.vnet)} cannot be read, so what stands in it is not known`;
    case 'twin-not-read':
      return `the half says Connected, so ${name(doubt.vnet)} has a half too, but it was not among what was read`;
    case 'prefixes-unknown':
      return `${name(doubt.vnet)} cannot be read, and no half has learned its prefixes`;
    case 'sync-unsaid':
      return 'Azure sent no sync level for this half';
    case 'missing-kinds':
      return `the source does not include ${kindsInWords(doubt.kinds)}, so whether there are any is unknown`;
    case 'updating':
      return 'a change is running now; whether it is stuck shows only with time';
    case 'foreign-dns':
      return `${name(doubt.vnet)} asks DNS servers outside the VNets that were read, and what they resolve is not known`;
  }
}
