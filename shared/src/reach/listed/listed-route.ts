/** Row of the effective routes of a network interface, as Azure lists them. */
export interface ListedRoute {
  /** Name of the user route; absent for other routes. */
  readonly name?: string;
  readonly source: string;
  readonly state: string;
  /** At least one. */
  readonly prefixes: readonly string[];
  readonly nextHopType: string;
  readonly nextHopIps: readonly string[];
}
