import type { VNet } from '../topology/index.ts';

/** Formats the common start of an az command in the resource group of the VNet. */
export const az = (command: string, { subscriptionId, resourceGroup }: VNet): string =>
  `az network ${command} --subscription ${subscriptionId} --resource-group ${resourceGroup}`;
