import { lastName, resourceKey } from '@peerscape/shared/arm';
import { type AttachedKind, type AttachedResources, formatKinds, missingOf, type Topology, type VNet } from '@peerscape/shared/topology';
import panel from '../../ui/panel.module.css';
import { Section } from '../../ui/panel.tsx';
import css from './inspect.module.css';

/** One listed resource. */
interface Item {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

const joinDetails = (...details: readonly (string | false | undefined)[]): string => details.filter(Boolean).join(' · ');

/** Kinds of attached resources: the section title, and how each resource is listed. */
const KINDS: readonly {
  readonly kind: AttachedKind;
  readonly title: string;
  readonly items: (attached: AttachedResources, topology: Topology) => readonly Item[];
}[] = [
  {
    kind: 'gateways',
    title: 'Gateways',
    items: ({ gateways }, { connections }) =>
      gateways.map(({ id, kind, sku, vpnType, activeActive, asn }) => ({
        id,
        name: lastName(id),
        detail: joinDetails(
          kind === 'Vpn' ? 'VPN' : kind,
          sku,
          vpnType,
          activeActive && 'active-active',
          asn !== undefined && `ASN ${asn}`,
          formatConnections(connections.filter(({ gatewayId }) => resourceKey(gatewayId) === resourceKey(id)).length),
        ),
      })),
  },
  {
    kind: 'firewalls',
    title: 'Firewalls',
    items: ({ firewalls }) => firewalls.map(({ id, sku, privateIp }) => ({ id, name: lastName(id), detail: joinDetails(sku, privateIp) })),
  },
  {
    kind: 'appliances',
    title: 'Network interfaces with IP forwarding (NVA)',
    items: ({ appliances }) => appliances.map(({ id, privateIps }) => ({ id, name: lastName(id), detail: privateIps.join(', ') })),
  },
  {
    kind: 'routeServers',
    title: 'Route Servers',
    items: ({ routeServers }) => routeServers.map(({ id }) => ({ id, name: lastName(id), detail: '' })),
  },
  {
    kind: 'routeTables',
    title: 'Route tables',
    items: ({ routeTables }) =>
      routeTables.map(({ id, routes, disableBgpPropagation }) => ({
        id,
        name: lastName(id),
        detail: joinDetails(
          routes.length === 1 ? '1 route' : `${routes.length} routes`,
          disableBgpPropagation && 'gateway route propagation off',
        ),
      })),
  },
  {
    kind: 'dnsLinks',
    title: 'Private DNS zones',
    items: ({ dnsLinks }) =>
      dnsLinks.map(({ id, zoneId, registration, state }) => ({
        id,
        name: lastName(zoneId),
        detail: joinDetails(registration ? 'Auto-registration on' : 'Resolution only', state !== 'Completed' && state),
      })),
  },
  {
    kind: 'connectedGroups',
    title: 'Connected groups',
    items: ({ connectedGroups }) =>
      connectedGroups.map(({ id, name, global, vnetIds }) => ({
        id,
        name,
        detail: joinDetails(`${vnetIds.length} VNets`, global && 'global', 'connected without peerings'),
      })),
  },
];

const formatConnections = (n: number): string => (n === 1 ? '1 connection' : `${n} connections`);

/**
 * Lists the resources in or attached to the VNet by kind. Kinds without any are left out, and those that the source does not include are
 * named: whether the VNet has any is unknown.
 */
export function AttachedResourceSections({ topology, vnet }: { topology: Topology; vnet: VNet }) {
  const attached = topology.attachedResources.get(vnet.key);
  const sections = KINDS.map(({ kind, title, items }) => ({ kind, title, listed: attached ? items(attached, topology) : [] }));
  const unknown = missingOf(
    topology,
    sections.filter(({ listed }) => listed.length === 0).map(({ kind }) => kind),
  );
  return (
    <>
      {sections.map(({ title, listed }) =>
        listed.length === 0 ? null : (
          <Section key={title} title={title} {...(listed.length > 1 ? { count: listed.length } : {})}>
            <ul className={css.items}>
              {listed.map(({ id, name, detail }) => (
                <li key={id} className={css.item}>
                  <span>{name}</span>
                  <span className={panel.quiet}>{detail}</span>
                </li>
              ))}
            </ul>
          </Section>
        ),
      )}
      {unknown.length > 0 ? (
        <Section title="Not in this source">
          <p className={panel.quiet}>
            {formatKinds(unknown)}: whether {vnet.name} has any is unknown.
          </p>
        </Section>
      ) : null}
    </>
  );
}
