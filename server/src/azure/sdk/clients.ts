import type { NetworkManagementClient } from '@azure/arm-network';
import type { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import type { Connection } from './connection.ts';

/** Azure SDK clients that use our connection. They are heavy (half a second, 40 MB), so they are loaded on first use. */
export interface Clients {
  subscriptions(): Promise<SubscriptionClient>;
  network(subscriptionId: string): Promise<NetworkManagementClient>;
}

/** Creates the lazy SDK clients; network clients are cached per subscription. */
export function createClients({ credential, clientOptions, adopt }: Connection): Clients {
  let subscriptions: Promise<SubscriptionClient> | undefined;
  const networks = new Map<string, Promise<NetworkManagementClient>>();
  const createSubscriptionClient = async () => {
    const { SubscriptionClient } = await import('@azure/arm-resources-subscriptions');
    const client = new SubscriptionClient(credential, { ...clientOptions });
    adopt(client.pipeline);
    return client;
  };
  const createNetworkClient = async (subscriptionId: string) => {
    const { NetworkManagementClient } = await import('@azure/arm-network');
    const client = new NetworkManagementClient(credential, subscriptionId, { ...clientOptions });
    adopt(client.pipeline);
    return client;
  };
  return {
    subscriptions: () => {
      subscriptions ??= createSubscriptionClient();
      return subscriptions;
    },
    network: (subscriptionId) => {
      const key = subscriptionId.toLowerCase();
      const client = networks.get(key) ?? createNetworkClient(subscriptionId);
      networks.set(key, client);
      return client;
    },
  };
}
