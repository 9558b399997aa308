import { z } from 'zod';
import {
  ABSENCE_REASONS,
  type ApplianceRow,
  ATTACHED_KINDS,
  type ConnectedGroupRow,
  type ConnectionRow,
  type DnsLinkRow,
  type DnsZoneRow,
  type FirewallRow,
  type GatewayRow,
  type HalfRow,
  NO_ROWS,
  type ReadError as ReadErrorRow,
  type RouteServerRow,
  type RouteTableRow,
  type Snapshot,
  type Source as SourceRow,
  type SubscriptionRow,
  type TopologyRows,
  type VNetRow,
} from '../topology/index.ts';
import { settingsInRow } from './half-settings.ts';
import { typedSchema } from './typed-schema.ts';

const strings = z.array(z.string());
const flag = z.boolean();

export const Source = typedSchema<SourceRow>()(
  z.object({ kind: z.enum(['azure', 'sandbox', 'file']), name: z.string() }).meta({ id: 'Source' }),
);

export const ReadError = typedSchema<ReadErrorRow>()(
  z.object({ scope: z.string(), name: z.string(), code: z.string().exactOptional(), message: z.string() }).meta({ id: 'Unread' }),
);

const Subscription = typedSchema<SubscriptionRow>()(z.object({ id: z.string(), name: z.string(), tenantId: z.string().exactOptional() }));

export const VNet = typedSchema<VNetRow>()(
  z
    .object({
      id: z.string(),
      location: z.string(),
      tags: z.record(z.string(), z.string()).exactOptional(),
      addressSpace: strings,
      subnets: z.array(
        z.object({
          name: z.string(),
          prefixes: strings,
          routeTableId: z.string().exactOptional(),
          networkSecurityGroupId: z.string().exactOptional(),
        }),
      ),
      halvesNotRead: z.boolean().exactOptional(),
      dnsServers: strings.exactOptional(),
      etag: z.string().exactOptional(),
      resourceGuid: z.string().exactOptional(),
      provisioningState: z.string().exactOptional(),
    })
    .meta({ id: 'VNet' }),
);

export const Half = typedSchema<HalfRow>()(
  z
    .object({
      id: z.string(),
      remoteId: z.string(),
      state: z.string().describe('peeringState as returned by Azure'),
      sync: z.string().exactOptional().describe('peeringSyncLevel as returned by Azure'),
      ...settingsInRow,
      remoteLearned: strings.exactOptional(),
      remoteCurrent: strings.exactOptional(),
      localLearned: strings.exactOptional(),
      localCurrent: strings.exactOptional(),
      provisioningState: z.string().exactOptional(),
      resourceGuid: z.string().exactOptional(),
      etag: z.string().exactOptional(),
      other: z.record(z.string(), z.unknown()).exactOptional(),
    })
    .meta({ id: 'Half' }),
);

const Rows = typedSchema<TopologyRows>()(
  z.object({
    subscriptions: z.array(Subscription),
    vnets: z.array(VNet),
    halves: z.array(Half),
    gateways: z.array(
      typedSchema<GatewayRow>()(
        z.object({
          id: z.string(),
          vnetId: z.string(),
          kind: z.string(),
          sku: z.string().exactOptional(),
          vpnType: z.string().exactOptional(),
          activeActive: flag.exactOptional(),
          asn: z.number().exactOptional(),
        }),
      ),
    ),
    connections: z.array(
      typedSchema<ConnectionRow>()(
        z.object({
          id: z.string(),
          kind: z.string(),
          status: z.string().exactOptional(),
          gatewayId: z.string(),
          toId: z.string().exactOptional(),
        }),
      ),
    ),
    firewalls: z.array(
      typedSchema<FirewallRow>()(
        z.object({ id: z.string(), vnetId: z.string(), privateIp: z.string().exactOptional(), sku: z.string().exactOptional() }),
      ),
    ),
    appliances: z.array(typedSchema<ApplianceRow>()(z.object({ id: z.string(), vnetId: z.string(), privateIps: strings }))),
    routeServers: z.array(typedSchema<RouteServerRow>()(z.object({ id: z.string(), vnetId: z.string() }))),
    routeTables: z.array(
      typedSchema<RouteTableRow>()(
        z.object({
          id: z.string(),
          routes: z.array(
            z.object({ name: z.string(), prefix: z.string(), nextHopType: z.string(), nextHopIp: z.string().exactOptional() }),
          ),
          subnetIds: strings,
          disableBgpPropagation: flag.exactOptional(),
          disablePeeringRoute: z.string().exactOptional(),
        }),
      ),
    ),
    dnsZones: z.array(typedSchema<DnsZoneRow>()(z.object({ id: z.string() }))),
    dnsLinks: z.array(
      typedSchema<DnsLinkRow>()(
        z.object({ id: z.string(), zoneId: z.string(), vnetId: z.string(), registration: flag, state: z.string().exactOptional() }),
      ),
    ),
    missingKinds: z.array(z.enum(ATTACHED_KINDS)).exactOptional(),
    absentVNets: z
      .array(z.object({ id: z.string(), reason: z.enum(ABSENCE_REASONS), tenantId: z.string().exactOptional() }))
      .exactOptional(),
    connectedGroups: z.array(
      typedSchema<ConnectedGroupRow>()(z.object({ id: z.string(), name: z.string(), global: flag, vnetIds: strings })),
    ),
  }),
);

const snapshotWith = (rows: z.ZodType<TopologyRows>) =>
  z.object({
    format: z.literal(1),
    revision: z.int(),
    readAt: z.iso.datetime(),
    source: Source,
    unread: z.array(ReadError),
    messages: strings.exactOptional(),
    rows,
  });

/** Complete snapshot: the response of `/api/snapshot`, and Peerscape's export format that `--file` reads. */
export const SnapshotDocument = typedSchema<Snapshot>()(snapshotWith(Rows).meta({ id: 'Snapshot' }));

const isRows = (rows: unknown): boolean =>
  typeof rows === 'object' && rows !== null && Object.keys(NO_ROWS).every((list) => Array.isArray((rows as Record<string, unknown>)[list]));

/**
 * Snapshot whose rows are not validated field by field. The client uses it for responses of its own server, because validation copies all
 * rows and would delay the map of an estate with 50,000 halves.
 */
export const TrustedSnapshot = typedSchema<Snapshot>()(snapshotWith(z.custom<TopologyRows>(isRows, 'not the rows of a snapshot')));
