import type { ResourceKey } from '../../arm/index.ts';
import type { Fields, RowOf } from './fields.ts';

type KindFields = Fields & { readonly id: 'id' };

/** A kind of resource that matters to peering. */
export interface Kind<F extends KindFields = KindFields> {
  /** ARM type, in Azure's casing. */
  readonly armType: string;
  /** Plural, as used inside a sentence. */
  readonly label: string;
  readonly fields: F;
  /** Azure requires its resources to be in the subscription of their VNet. */
  readonly isInSubscriptionOfVNet?: true;
  /** Only the paths of traffic depend on it, no rule: a source without it is complete for the rules. */
  readonly isOnlyForPaths?: true;
}

/** Part of a VNet that can show an attached resource without its row. */
interface VNetEvidence {
  readonly subnets: readonly { readonly routeTableId?: string; readonly networkSecurityGroupId?: string }[];
}

/** A word of `has:` in the filter language. */
interface FilterWord<Row> {
  readonly word: string;
  /** Explains it after “VNets with”: `a VPN gateway`. */
  readonly means: string;
  /** Selects resources; all of the kind by default. */
  includes?(row: Row): boolean;
  /** Returns whether the VNet itself shows that it has such a resource. */
  isShownBy?(vnet: VNetEvidence): boolean;
}

/** Short label on a VNet. */
interface KindBadge<Row> {
  readonly text: string;
  readonly meaning: string;
  /** Decides the colour. */
  readonly category: 'gateway' | 'appliance' | 'routing' | 'dns';
  /** Selects resources; all of the kind by default. */
  includes?(row: Row): boolean;
}

interface NetworkInterface {
  readonly configurations: readonly { readonly privateIp?: string }[];
  readonly privateEndpointId?: string;
}

/** Resources of other kinds that a resource is described with. */
interface RelatedResources {
  readonly connections: readonly { readonly gatewayId: string }[];
  readonly attachedResources: ReadonlyMap<ResourceKey, { readonly interfaces: readonly NetworkInterface[] }>;
}

/** Section of the inspector that lists the resources of a VNet. */
interface InspectorSection<Row> {
  readonly title: string;
  /** Returns the name of a resource; the last part of its id by default. */
  nameOf?(row: Row): string;
  /** Returns the facts about a resource in display order; those that are false or undefined do not apply. */
  details(row: Row, related: RelatedResources): readonly (string | false | undefined)[];
}

/** A VNet of a fixture. */
export interface FixtureVNet {
  readonly id: string;
  readonly name: string;
  /** Returns the id of a resource of Microsoft.Network in the resource group of the VNet. */
  idOf(type: string, name: string): string;
  /** Returns the values of another word of its line. */
  valuesOf(word: string): readonly string[];
}

/** Word of a `vnet` line that adds a resource to a fixture: `route-server`, or with a value, `firewall=IP`. */
interface FixtureWord<Row> {
  readonly word: string;
  /** Value when the word stands alone; absent if it needs one. */
  readonly alone?: string;
  /** Creates the row for one of the values, which commas separate; the index is that of the value. */
  toRow(vnet: FixtureVNet, value: string, index: number): Row;
  /** The subnet that Azure requires: the n-th of this length (27 by default) from the end of the first prefix, or the one around the address. */
  readonly subnet?: { readonly name: string } & ({ readonly fromEnd: number; readonly length?: number } | { readonly length: number });
}

/** A kind whose resources are in VNets or attached to them. */
export interface VNetKind<F extends KindFields = KindFields> extends Kind<F> {
  /** Returns the ids of the VNets that a resource belongs to. */
  vnetsOf(row: RowOf<F>): readonly string[];
  readonly filters?: readonly FilterWord<RowOf<F>>[];
  readonly badges?: readonly KindBadge<RowOf<F>>[];
  /** Absent if the inspector does not list the kind. */
  readonly section?: InspectorSection<RowOf<F>>;
  readonly fixtures?: readonly FixtureWord<RowOf<F>>[];
}

/** Defines a kind that belongs to no VNet. */
export const defineKind = <const F extends KindFields>(kind: Kind<F>): Kind<F> => kind;

/** Defines a kind whose resources are in VNets or attached to them. */
export const defineVNetKind = <const F extends KindFields>(kind: VNetKind<F>): VNetKind<F> => kind;
