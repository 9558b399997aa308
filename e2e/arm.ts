import type { Product } from './product.ts';

/** A half as ARM returns it. */
export interface ArmHalf {
  readonly id: string;
  readonly name: string;
  readonly properties: {
    readonly peeringState: string;
    readonly peeringSyncLevel: string;
    readonly allowForwardedTraffic: boolean;
    readonly allowGatewayTransit: boolean;
    readonly useRemoteGateways: boolean;
    readonly remoteVirtualNetwork: { readonly id: string };
  };
}

/** Returns the ids of the VNets in the sandbox. */
export async function vnetIds({ control }: Product): Promise<readonly string[]> {
  const { rows } = (await control('world')) as { readonly rows: { readonly vnets: readonly { readonly id: string }[] } };
  return rows.vnets.map(({ id }) => id);
}

/** Returns the id of a VNet in the sandbox. */
export async function vnetId(product: Product, name: string): Promise<string> {
  const id = (await vnetIds(product)).find((one) => one.endsWith(`/${name}`));
  if (id === undefined) throw new Error(`The sandbox has no ${name}`);
  return id;
}

/** Reads the halves of a VNet from ARM. */
export async function readHalves({ arm }: Product, id: string): Promise<readonly ArmHalf[]> {
  const { value } = (await arm(`${id}/virtualNetworkPeerings?api-version=2025-05-01`)) as { readonly value: readonly ArmHalf[] };
  return value;
}
