import type { NetworkManagementClient } from '@azure/arm-network';
import type { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import type { Connection } from './connection.ts';

/** The SDK's own clients on our connection. They are heavy (half a second, 40 MB) and so are loaded when first needed. */
export interface Clients {
  subscriptions(): Promise<SubscriptionClient>;
  network(subscriptionId: string): Promise<NetworkManagementClient>;
}

export function createClients({ credential, clientOptions, adopt }: Connection): Clients {
  let subscriptions: Promise<SubscriptionClient> | undefined;
  const networks = new Map<string, Promise<NetworkManagementClient>>();
  const makeSubscriptions = async () => {
    const { SubscriptionClient } = await import('@azure/arm-resources-subscriptions');
    const client = new SubscriptionClient(credential, { ...clientOptions });
    adopt(client.pipeline);
    return client;
  };
  const makeNetwork = async (subscriptionId: string) => {
    const { NetworkManagementClient } = await import('@azure/arm-network');
    const client = new NetworkManagementClient(credential, subscriptionId, { ...clientOptions });
    adopt(client.pipeline);
    return client;
  };
  return {
    subscriptions: () => {
      subscriptions ??= makeSubscriptions();
      return subscriptions;
    },
    network: (subscriptionId) => {
      const key = subscriptionId.toLowerCase();
      const known = networks.get(key) ?? makeNetwork(subscriptionId);
      networks.set(key, known);
      return known;
    },
  };
}
