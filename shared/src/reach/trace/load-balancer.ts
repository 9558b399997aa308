import { lastName, type ResourceKey, resourceKey } from '../../arm/index.ts';
import type { LoadBalancerRow } from '../../topology/index.ts';
import type { Blocker } from '../dispositions.ts';
import type { Interface } from '../interfaces.ts';
import type { Context } from './context.ts';

/** Appliances behind a front end that can take a packet. */
interface Backends {
  readonly interfaces: readonly Interface[];
  /** Machines that have the interfaces, each once. */
  readonly machines: readonly ResourceKey[];
}

/** Finds the running appliances behind a front end: in the pools of the rules that cover the packet. */
export function findBackends(
  { model: { estate }, packet }: Context,
  loadBalancer: LoadBalancerRow,
  frontendId: string,
): Backends | Blocker {
  const name = lastName(loadBalancer.id);
  const resourceIds = [loadBalancer.id];
  const rules = loadBalancer.rules.filter((rule) => resourceKey(rule.frontendId) === resourceKey(frontendId) && covers(rule, packet));
  if (rules.length === 0)
    return {
      code: 'load-balancer-no-rule',
      text: `No rule of the load balancer ${name} covers ${packet.protocol.toUpperCase()}${packet.port === undefined ? '' : ` to port ${packet.port}`}; as a next hop it needs a rule for all ports (HA ports).`,
      resourceIds,
    };
  const pools = new Set(rules.flatMap(({ poolId }) => (poolId === undefined ? [] : [resourceKey(poolId)])));
  const entries = loadBalancer.backends.filter(({ poolId }) => pools.has(resourceKey(poolId)));
  const members = estate
    .interfaces()
    .filter(({ addresses }) =>
      addresses.some(({ configurationId, address }) =>
        entries.some(
          (entry) =>
            (entry.configurationId !== undefined && resourceKey(entry.configurationId) === resourceKey(configurationId)) ||
            (entry.address !== undefined && isSame(estate.addressOf(entry.address), address)),
        ),
      ),
    );
  const usable = members.filter(({ forwards, machine }) => forwards && estate.isRunning(machine) !== false);
  if (usable.length > 0) return { interfaces: usable, machines: [...new Set(usable.map(({ machine }) => machine))] };
  const silent = members.find(({ forwards }) => !forwards);
  if (silent)
    return {
      code: 'appliance-does-not-forward',
      text: `The interface ${lastName(silent.id)} behind the load balancer ${name} does not have IP forwarding enabled.`,
      resourceIds: [silent.id],
    };
  return members.length > 0 || entries.length === 0
    ? { code: 'load-balancer-no-backend', text: `The backend pool of the load balancer ${name} has no running appliance.`, resourceIds }
    : { code: 'not-read', text: `The appliances behind the load balancer ${name} were not read.`, resourceIds };
}

type Rule = LoadBalancerRow['rules'][number];

/** A rule for all ports has the protocol All and port 0. */
const covers = ({ protocol, port }: Rule, packet: Context['packet']): boolean =>
  protocol.toLowerCase() === 'all' || (protocol.toLowerCase() === packet.protocol && (port === 0 || port === packet.port));

type Address = Interface['addresses'][number]['address'];

const isSame = (one: Address | undefined, other: Address): boolean => one?.family === other.family && one.value === other.value;
