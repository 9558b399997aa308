/** A subnet that is to use a new route table. */
export interface SubnetToAssociate {
  readonly id: string;
  /** Ids of the other resources that the subnet uses: a write to it needs the right to join each of them. */
  readonly networkSecurityGroupId: string | undefined;
  readonly natGatewayId: string | undefined;
}

/** A route through an appliance, to create or to change. */
export interface ApplianceRoute {
  readonly name: string;
  readonly prefix: string;
  readonly nextHopIp: string;
  /** True for a route of that name that exists with another next hop. */
  readonly exists: boolean;
}

/** A route table to create, or to extend by routes. Its parts are as Azure spells them. */
export interface RouteTableChange {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly subscriptionId: string;
  readonly location: string;
  readonly isNew: boolean;
  readonly routes: readonly ApplianceRoute[];
  /** Subnets to associate with a new table. */
  readonly subnets: readonly SubnetToAssociate[];
}
