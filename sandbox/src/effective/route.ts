/** Effective route of an interface, as the sandbox derives it. */
export interface EffectiveRoute {
  /** Name of a user's route. */
  readonly name?: string;
  readonly source: 'Default' | 'VirtualNetworkGateway' | 'User';
  readonly state: 'Active' | 'Invalid';
  readonly prefixes: readonly string[];
  readonly nextHopType: string;
  readonly nextHops: readonly string[];
  /** True for the route of a private endpoint whose subnet has network policies for route tables. */
  readonly followsRouteTables?: boolean;
}

/** Creates a default route. */
export const defaultRoute = (prefixes: readonly string[], nextHopType: string): EffectiveRoute => ({
  source: 'Default',
  state: 'Active',
  prefixes,
  nextHopType,
  nextHops: [],
});
