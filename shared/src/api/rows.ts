import { z } from 'zod';
import {
  ABSENCE_REASONS,
  ATTACHED_KINDS,
  type HalfRow,
  NO_ROWS,
  type ReadError as ReadErrorRow,
  type Snapshot,
  type Source as SourceRow,
  type SubscriptionRow,
  type TopologyRows,
  type VNetRow,
} from '../topology/index.ts';
import { attachedLists } from './attached-rows.ts';
import { settingsInRow } from './half-settings.ts';
import { typedSchema } from './typed-schema.ts';

const strings = z.array(z.string());

export const Source = typedSchema<SourceRow>()(
  z.object({ kind: z.enum(['azure', 'sandbox', 'file']), name: z.string() }).meta({ id: 'Source' }),
);

export const ReadError = typedSchema<ReadErrorRow>()(
  z
    .object({
      scope: z.string(),
      name: z.string(),
      code: z.string().exactOptional(),
      message: z.string(),
      retryAt: z.iso.datetime().exactOptional().describe('Time before which Azure is not asked again, unless a user refreshes'),
      readAt: z.iso.datetime().exactOptional().describe('Time of the earlier data of this scope that is shown meanwhile'),
    })
    .meta({ id: 'Unread' }),
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
          natGatewayId: z.string().exactOptional(),
          defaultOutboundAccess: z.boolean().exactOptional(),
          serviceEndpoints: strings.exactOptional(),
          privateEndpointNetworkPolicies: z.string().exactOptional(),
        }),
      ),
      halvesNotRead: z.boolean().exactOptional(),
      dnsServers: strings.exactOptional(),
      summarizedGatewayPrefixes: strings.exactOptional(),
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
    ...attachedLists,
    missingKinds: z.array(z.enum(ATTACHED_KINDS)).exactOptional(),
    subscriptionCoverage: z.array(z.object({ subscriptionId: z.string(), missingKinds: z.array(z.enum(ATTACHED_KINDS)) })).exactOptional(),
    absentVNets: z
      .array(z.object({ id: z.string(), reason: z.enum(ABSENCE_REASONS), tenantId: z.string().exactOptional() }))
      .exactOptional(),
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
