import { z } from 'zod';
import { attachedLists } from './attached-rows.ts';
import { Problem } from './schemas.ts';

/** Most gateways and Route Servers that one request may name. */
export const MAX_LEARNED_SOURCES = 8;

const ArmId = z.string().min(1).max(2048);

/** Gateways and Route Servers whose learned routes are to be read. */
export const LearnedRoutesRequest = z.strictObject({
  ids: z.array(ArmId).min(1).max(MAX_LEARNED_SOURCES).describe('ARM ids of virtual network gateways and Route Servers of the snapshot'),
});

const LearnedRoute = z
  .object({
    network: z.string().describe('Prefix'),
    nextHop: z.string(),
    sourcePeer: z.string().describe('Address of the BGP peer that announced it'),
    origin: z.string().describe('EBgp, IBgp or Network'),
    asPath: z.array(z.number()).readonly().describe('Numbers of autonomous systems, nearest first'),
  })
  .meta({ id: 'LearnedRoute' });

/** Learned routes of one gateway or Route Server, or the reason why they could not be read. */
export const LearnedReading = z
  .object({
    id: z.string().describe('ARM id of the gateway or Route Server'),
    readAt: z.iso.datetime().describe('When Azure answered; up to a minute ago, because requests share a reading'),
    peers: attachedLists.routeServerPeers.readonly().describe('BGP connections of the Route Server; none for gateways'),
    replies: z
      .array(z.object({ id: z.string().describe('ARM id of the gateway or BGP connection'), routes: z.array(LearnedRoute).readonly() }))
      .readonly()
      .describe('Learned routes of the gateway, or over each BGP connection'),
    problem: Problem.nullable().describe('Why nothing is known; null if all was read'),
  })
  .meta({ id: 'LearnedReading' });
export type LearnedReading = z.output<typeof LearnedReading>;

export const LearnedRoutesReply = z.object({ readings: z.array(LearnedReading).readonly() });

export const SubnetQuery = z.object({ id: ArmId.describe('ARM id of a subnet of the snapshot') });

export const SubnetInterfaces = z
  .object({ interfaces: z.array(z.string()).readonly().describe('ARM ids of the network interfaces, without those of scale sets') })
  .meta({ id: 'SubnetInterfaces' });

/** Network interface whose effective routes are to be read, and its subnet in the snapshot. */
export const EffectiveRoutesRequest = z.strictObject({
  subnet: ArmId.describe('ARM id of a subnet of the snapshot'),
  interface: ArmId.describe('ARM id of a network interface in that subnet'),
});

export const ListedRoutes = z
  .object({
    readAt: z.iso.datetime(),
    routes: z
      .array(
        z.object({
          name: z.string().exactOptional().describe('Name of a user route'),
          source: z.string().describe('Default, User or VirtualNetworkGateway'),
          state: z.string().describe('Active or Invalid'),
          prefixes: z.array(z.string()).readonly(),
          nextHopType: z.string(),
          nextHopIps: z.array(z.string()).readonly(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'ListedRoutes' });
export type ListedRoutes = z.output<typeof ListedRoutes>;
