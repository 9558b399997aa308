/** A subnet that is to use a new route table. */
export interface SubnetToAssociate {
  readonly id: string;
  /** Ids of the other resources that the subnet uses: a write to it needs the right to join each of them. */
  readonly networkSecurityGroupId: string | undefined;
  readonly natGatewayId: string | undefined;
}

/** Next hop of a route, as ARM names its type. */
export type NextHop =
  | { readonly nextHopType: 'VirtualAppliance'; readonly nextHopIp: string }
  | { readonly nextHopType: 'VirtualNetworkGateway'; readonly nextHopIp?: never };

/** A route to create or to change. */
export type RouteChange = NextHop & {
  readonly name: string;
  readonly prefix: string;
  /** True for a route of that name that exists with another next hop. */
  readonly exists: boolean;
};

/** A route table to create, or to extend by routes. Its parts are as Azure spells them. */
export interface RouteTableChange {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly subscriptionId: string;
  readonly location: string;
  readonly isNew: boolean;
  readonly routes: readonly RouteChange[];
  /** Subnets to associate with a new table. */
  readonly subnets: readonly SubnetToAssociate[];
}
