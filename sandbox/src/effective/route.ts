/** Effective route of an interface, as the sandbox derives it. */
export interface EffectiveRoute {
  /** Name of a user's route. */
  readonly name?: string;
  readonly source: 'Default' | 'VirtualNetworkGateway' | 'User';
  readonly state: 'Active' | 'Invalid';
  readonly prefixes: readonly string[];
  readonly nextHopType: string;
  readonly nextHops: readonly string[];
  /** Length from which prefixes of a user's routes override that of a private endpoint; undefined if only an equal prefix does. */
  readonly overriddenFromLength?: number | undefined;
}

/** Creates a default route. */
export const defaultRoute = (prefixes: readonly string[], nextHopType: string): EffectiveRoute => ({
  source: 'Default',
  state: 'Active',
  prefixes,
  nextHopType,
  nextHops: [],
});
