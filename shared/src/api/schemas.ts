import { z } from 'zod';
import type { HalfRow, Snapshot, TopologyRows, VNetRow } from '../topology/index.ts';

/** Anything we tell a person: RFC 9457 with the parts that make it useful at 3 a.m. ARM's own words are verbatim in `arm`. */
export const Problem = z
  .object({
    type: z.string().default('about:blank'),
    title: z.string().describe('What is wrong, in one sentence'),
    status: z.int(),
    code: z.string().describe('Stable word for programs'),
    detail: z.string().optional().describe('Where, and what to do next'),
    requestId: z.string().optional(),
    arm: z.object({ code: z.string(), message: z.string() }).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.output<typeof Problem>;

export const Source = z.object({ kind: z.enum(['azure', 'sandbox', 'file']), name: z.string() }).meta({ id: 'Source' });

export const Unread = z
  .object({ scope: z.string(), name: z.string(), code: z.string().optional(), message: z.string() })
  .meta({ id: 'Unread' });

const strings = z.array(z.string());
const flag = z.boolean();

const Subscription = z.object({ id: z.string(), name: z.string(), tenantId: z.string().optional() });

export const VNet = z
  .object({
    id: z.string(),
    location: z.string(),
    tags: z.record(z.string(), z.string()).optional(),
    addressSpace: strings,
    subnets: z.array(
      z.object({ name: z.string(), prefixes: strings, routeTableId: z.string().optional(), networkSecurityGroupId: z.string().optional() }),
    ),
    dnsServers: strings.optional(),
    etag: z.string().optional(),
    resourceGuid: z.string().optional(),
    provisioningState: z.string().optional(),
  })
  .meta({ id: 'VNet' });

export const Half = z
  .object({
    id: z.string(),
    remoteId: z.string(),
    state: z.string().describe('peeringState as Azure has it'),
    sync: z.string().optional().describe('peeringSyncLevel as Azure has it'),
    allowAccess: flag,
    allowForwarded: flag,
    allowTransit: flag,
    useRemoteGateways: flag,
    doNotVerifyRemoteGateways: flag.optional(),
    completeVnets: flag.optional(),
    onlyIPv6: flag.optional(),
    localSubnets: strings.optional(),
    remoteSubnets: strings.optional(),
    remoteLearned: strings.optional(),
    remoteCurrent: strings.optional(),
    localLearned: strings.optional(),
    localCurrent: strings.optional(),
    provisioningState: z.string().optional(),
    resourceGuid: z.string().optional(),
    etag: z.string().optional(),
    other: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Half' });

const Rows = z.object({
  subscriptions: z.array(Subscription),
  vnets: z.array(VNet),
  halves: z.array(Half),
  gateways: z.array(
    z.object({
      id: z.string(),
      vnetId: z.string(),
      kind: z.string(),
      sku: z.string().optional(),
      vpnType: z.string().optional(),
      activeActive: flag.optional(),
      asn: z.number().optional(),
    }),
  ),
  connections: z.array(
    z.object({ id: z.string(), kind: z.string(), status: z.string().optional(), gatewayId: z.string(), toId: z.string().optional() }),
  ),
  firewalls: z.array(z.object({ id: z.string(), vnetId: z.string(), privateIp: z.string().optional(), sku: z.string().optional() })),
  appliances: z.array(z.object({ id: z.string(), vnetId: z.string(), privateIps: strings })),
  routeServers: z.array(z.object({ id: z.string(), vnetId: z.string() })),
  routeTables: z.array(
    z.object({
      id: z.string(),
      routes: z.array(z.object({ name: z.string(), prefix: z.string(), nextHopType: z.string(), nextHopIp: z.string().optional() })),
      subnetIds: strings,
      disableBgpPropagation: flag.optional(),
    }),
  ),
  dnsZones: z.array(z.object({ id: z.string() })),
  dnsLinks: z.array(z.object({ id: z.string(), zoneId: z.string(), vnetId: z.string(), registration: flag, state: z.string().optional() })),
  connectedGroups: z.array(z.object({ id: z.string(), name: z.string(), global: flag, vnetIds: strings })),
});

/** The whole snapshot document: the reply of `/api/snapshot`, and Peerscape's own export that `--file` reads back. */
export const SnapshotDocument = z
  .object({
    format: z.literal(1),
    revision: z.int(),
    readAt: z.iso.datetime(),
    source: Source,
    unread: z.array(Unread),
    rows: Rows,
  })
  .meta({ id: 'Snapshot' });

/** How far a read has come. `done` counts resources; `total` is absent until Azure has said how many there are. */
export const Progress = z
  .object({ phase: z.string().describe('What is being read, in words'), done: z.int(), total: z.int().optional() })
  .meta({ id: 'Progress' });
export type Progress = z.output<typeof Progress>;

/** Whether Azure may be changed from here, and by what it is being changed now. */
export const Changes = z
  .object({
    mode: z
      .enum(['none', 'read-only', 'allowed'])
      .describe('none: there is no Azure behind the map. read-only: only reads until somebody allows changes. allowed'),
    serial: z.int().describe('Moves whenever a plan, an apply or a kept document does; then ask for it again'),
    running: z.array(z.string()).describe('Ids of the applies that are under way'),
    confirm: z.string().optional().describe('What must be typed to allow changes: it names the tenant. Absent where a click is enough'),
  })
  .meta({ id: 'Changes' });
export type Changes = z.output<typeof Changes>;

export const Status = z
  .object({
    version: z.string(),
    source: Source,
    changes: Changes,
    snapshot: z.object({ revision: z.int(), readAt: z.iso.datetime() }).nullable(),
    reading: Progress.nullable(),
    problem: Problem.nullable().describe('Why the last read failed; null when it did not'),
    tenant: z
      .object({ id: z.string(), domain: z.string().nullable().describe('Such as contoso.onmicrosoft.com') })
      .optional()
      .describe('Whose Azure it is; absent for files, and until it is known'),
    portalUrl: z.string().optional().describe('Base of the Azure portal for links; absent on the sandbox'),
  })
  .meta({ id: 'Status' });
export type Status = z.output<typeof Status>;

export const VNetNow = z.object({ readAt: z.iso.datetime(), vnet: VNet, halves: z.array(Half) }).meta({ id: 'VNetNow' });
export type VNetNow = z.output<typeof VNetNow>;

/** One server-sent event. The client reloads the snapshot when the revision moves; a status event carries the whole status. */
export const ServerEvent = z.object({ type: z.literal('status'), status: Status }).meta({ id: 'ServerEvent' });
export type ServerEvent = z.output<typeof ServerEvent>;

// The wire and the model are the same shape: either side drifting is a compile error here.
type Same<A, B> = [A] extends [B] ? true : never;
export const wireMatchesModel: [
  Same<z.output<typeof SnapshotDocument>['rows']['vnets'][number]['addressSpace'][number], VNetRow['addressSpace'][number]>,
  Same<keyof HalfRow, keyof z.output<typeof Half>>,
  Same<keyof TopologyRows, keyof z.output<typeof Rows>>,
  Same<keyof Snapshot, keyof z.output<typeof SnapshotDocument>>,
] = [true, true, true, true];
