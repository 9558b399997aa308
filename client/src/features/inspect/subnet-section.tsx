import { Button } from '@fluentui/react-components';
import { lastName, resourceKey } from '@peerscape/shared/arm';
import type { Topology, VNet } from '@peerscape/shared/topology';
import { Fold } from '../../ui/fold.tsx';
import panel from '../../ui/panel.module.css';
import css from './inspect.module.css';

interface SubnetSectionProps {
  readonly topology: Topology;
  readonly vnet: VNet;
  /** Opens the effective routes of a subnet, by its ARM id. */
  readonly onRoutes: (subnetId: string) => void;
}

/** Lists the subnets of a VNet: prefixes, route table with its routes, outbound method and network security group; collapsed until it is opened. */
export function SubnetSection({ topology, vnet, onRoutes }: SubnetSectionProps) {
  if (vnet.subnets.length === 0) return null;
  const tables = new Map(topology.routeTables.map((table) => [resourceKey(table.id), table]));
  return (
    <Fold title="Subnets" count={vnet.subnets.length}>
      <ul className={css.items}>
        {vnet.subnets.map((subnet) => {
          const table = subnet.routeTableId ? tables.get(resourceKey(subnet.routeTableId)) : undefined;
          return (
            <li key={subnet.name} className={css.subnet}>
              <div className={css.item}>
                <span>{subnet.name}</span>
                <code>{subnet.prefixes.join(', ')}</code>
              </div>
              {subnet.routeTableId ? (
                <p className={panel.quiet}>
                  Route table {lastName(subnet.routeTableId)}
                  {table ? '' : ' (its routes are not in this source)'}
                </p>
              ) : null}
              {table?.routes.map((route) => (
                <p key={route.name} className={css.route}>
                  <code>{route.prefix}</code> → {route.nextHopType}
                  {[route.nextHopIp ?? [], route.nextHopIps ?? []].flat().map((address) => ` ${address}`)}
                </p>
              ))}
              {subnet.natGatewayId ? <p className={panel.quiet}>NAT gateway {lastName(subnet.natGatewayId)}</p> : null}
              {subnet.defaultOutboundAccess === false ? <p className={panel.quiet}>Private subnet (no default outbound access)</p> : null}
              {subnet.networkSecurityGroupId ? (
                <p className={panel.quiet}>Network security group {lastName(subnet.networkSecurityGroupId)}</p>
              ) : null}
              <div>
                <Button
                  size="small"
                  aria-label={`Effective routes of ${subnet.name}`}
                  onClick={() => onRoutes(`${vnet.id}/subnets/${subnet.name}`)}
                >
                  Effective routes
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </Fold>
  );
}
