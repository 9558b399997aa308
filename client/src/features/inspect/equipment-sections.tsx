import { lastName, resourceKey } from '@peerscape/shared/arm';
import type { Equipment, Topology, VNet } from '@peerscape/shared/topology';
import panel from '../../ui/panel.module.css';
import css from './inspect.module.css';
import { Section } from './section.tsx';

interface Item {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

const joined = (...parts: readonly (string | false | undefined)[]): string => parts.filter(Boolean).join(' · ');

/** What can stand in or at a VNet: the heading, and how each piece is said. */
const KINDS: readonly { readonly title: string; readonly items: (equipment: Equipment, topology: Topology) => readonly Item[] }[] = [
  {
    title: 'Gateways',
    items: ({ gateways }, { connections }) =>
      gateways.map(({ id, kind, sku, vpnType, activeActive, asn }) => ({
        id,
        name: lastName(id),
        detail: joined(
          kind === 'Vpn' ? 'VPN' : kind,
          sku,
          vpnType,
          activeActive && 'active-active',
          asn !== undefined && `ASN ${asn}`,
          connectionWords(connections.filter(({ gatewayId }) => resourceKey(gatewayId) === resourceKey(id)).length),
        ),
      })),
  },
  {
    title: 'Firewalls',
    items: ({ firewalls }) => firewalls.map(({ id, sku, privateIp }) => ({ id, name: lastName(id), detail: joined(sku, privateIp) })),
  },
  {
    title: 'Forwarding interfaces (NVA)',
    items: ({ appliances }) => appliances.map(({ id, privateIps }) => ({ id, name: lastName(id), detail: privateIps.join(', ') })),
  },
  {
    title: 'Route Servers',
    items: ({ routeServers }) => routeServers.map(({ id }) => ({ id, name: lastName(id), detail: '' })),
  },
  {
    title: 'Route tables',
    items: ({ routeTables }) =>
      routeTables.map(({ id, routes, disableBgpPropagation }) => ({
        id,
        name: lastName(id),
        detail: joined(
          routes.length === 1 ? '1 route' : `${routes.length} routes`,
          disableBgpPropagation && 'gateway routes not propagated',
        ),
      })),
  },
  {
    title: 'Private DNS zones',
    items: ({ dnsLinks }) =>
      dnsLinks.map(({ id, zoneId, registration, state }) => ({
        id,
        name: lastName(zoneId),
        detail: joined(registration ? 'registers names' : 'resolves', state !== 'Completed' && state),
      })),
  },
  {
    title: 'Connected groups',
    items: ({ connectedGroups }) =>
      connectedGroups.map(({ id, name, global, vnetIds }) => ({
        id,
        name,
        detail: joined(`${vnetIds.length} VNets`, global && 'across regions', 'connected without peerings'),
      })),
  },
];

const connectionWords = (n: number): string => (n === 1 ? '1 connection' : `${n} connections`);

/** What stands in or is attached to the VNet; kinds that it has none of are not mentioned. */
export function EquipmentSections({ topology, vnet }: { topology: Topology; vnet: VNet }) {
  const equipment = topology.equipmentOf.get(vnet.key);
  if (!equipment) return null;
  return KINDS.map(({ title, items }) => {
    const found = items(equipment, topology);
    return found.length === 0 ? null : (
      <Section key={title} title={title} {...(found.length > 1 ? { count: found.length } : {})}>
        <ul className={css.items}>
          {found.map(({ id, name, detail }) => (
            <li key={id} className={css.item}>
              <span>{name}</span>
              <span className={panel.quiet}>{detail}</span>
            </li>
          ))}
        </ul>
      </Section>
    );
  });
}
