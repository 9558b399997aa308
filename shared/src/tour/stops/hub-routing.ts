import { describeForwarding, describeHalf, halfOf } from '../halves.ts';
import { describeIncompleteStar, isStar, SPOKES } from '../hub-and-spoke.ts';
import type { LessonName } from '../lesson.ts';
import { areSpokesRouted, createRoutingAct, describeSpokeRoutes, type NextHop } from '../spoke-routes.ts';
import type { Stop, TourState } from '../stop.ts';

/** Address of the appliance in the hub. */
const APPLIANCE = '10.0.1.4';
const TO_APPLIANCE: NextHop = { nextHopType: 'VirtualAppliance', nextHopIp: APPLIANCE };
const TO_GATEWAY: NextHop = { nextHopType: 'VirtualNetworkGateway' };
const ROUTE_TO_APPLIANCE = createRoutingAct('route-appliance', 'Route spokes to the appliance, as another operator', TO_APPLIANCE);
const ROUTE_TO_GATEWAY = createRoutingAct('route-gateway', 'Route spokes to the gateway, as another operator', TO_GATEWAY);

const hubOffersGateway = (state: TourState): boolean =>
  isStar(state) && SPOKES.every((spoke) => halfOf(state, 'hub', spoke)?.allowTransit === true);

const spokesUseGateway = (state: TourState): boolean =>
  isStar(state) && SPOKES.every((spoke) => halfOf(state, spoke, 'hub')?.useRemoteGateways === true);

const describeAppliance = ({ topology, lesson }: TourState): string => {
  const appliances = topology.attachedResources.get(lesson.hub.key)?.appliances ?? [];
  const hasAppliance = appliances.some(({ privateIps }) => privateIps.includes(APPLIANCE));
  return `hub has ${hasAppliance ? 'a' : 'no'} network interface with IP forwarding at ${APPLIANCE}.`;
};

const describeGateways = ({ topology, lesson }: TourState): string => {
  const gateways = topology.attachedResources.get(lesson.hub.key)?.gateways ?? [];
  return gateways.length === 0 ? 'hub has no gateway.' : `hub has a gateway of the type ${gateways.map(({ kind }) => kind).join(' and ')}.`;
};

const describeGatewayTransit = (state: TourState, spoke: LessonName): string => {
  const half = halfOf(state, 'hub', spoke);
  return half ? `hub → ${spoke}: allowGatewayTransit is ${half.allowTransit}.` : describeHalf(state, 'hub', spoke);
};

const describeRemoteGatewayUse = (state: TourState, spoke: LessonName): string => {
  const half = halfOf(state, spoke, 'hub');
  return half ? `${spoke} → hub: useRemoteGateways is ${half.useRemoteGateways}.` : describeHalf(state, spoke, 'hub');
};

/** Stops about traffic that passes through the hub. */
export const hubRouting: readonly Stop[] = [
  {
    id: 'hub-appliance',
    title: 'Spoke to spoke through an appliance',
    background: [
      `An appliance in the hub, such as a firewall or a router, can forward traffic from spoke to spoke. This one has the address ${APPLIANCE}. IP forwarding must be on in its operating system and for its network interface.`,
      'Each spoke needs a route table with routes to the other spokes through the appliance. A route to the hub is not needed, because the peering adds one.',
      'The longest prefix that matches applies. A route for 10.0.0.0/8 would lead to the other spokes through the appliance, but not to the hub: the route of the peering, 10.0.0.0/16, is longer.',
      'What the appliance sends on is forwarded traffic. The half of the VNet that receives it counts, so the spokes’ halves must allow it. On the hub’s halves, the option can stay off.',
    ],
    highlights: [...SPOKES, 'hub'],
    question: { from: 'vnet1', to: 'vnet2' },
    acts: [
      {
        text: 'Peerscape changes halves, never route tables, so add these as another operator.',
        externalAct: ROUTE_TO_APPLIANCE,
        isDone: (state) => areSpokesRouted(state, TO_APPLIANCE),
      },
      {
        text: 'Select the line between `vnet1` and `hub`. Under `vnet1 → hub`, turn on “Allow vnet1 to receive forwarded traffic from hub”. Do the same for `vnet2` and `vnet3`, review the plan and apply it. Until then, Peerscape shows a warning for each spoke that has routes through the appliance.',
        isDone: (state) => isStar(state) && SPOKES.every((spoke) => halfOf(state, spoke, 'hub')?.allowForwarded === true),
      },
    ],
    describeRecovery: describeIncompleteStar,
    describeState: (state) => [
      describeAppliance(state),
      ...describeSpokeRoutes(state),
      ...SPOKES.map((spoke) => describeForwarding(state, spoke, 'hub')),
    ],
  },
  {
    id: 'hub-gateway',
    title: 'The gateway of the hub',
    background: [
      'A spoke can use the VPN or ExpressRoute gateway of the hub to reach the networks behind it, and needs no gateway of its own.',
      'This takes one option on each half. With gateway transit, the hub offers its gateway. With remote gateways, the spoke uses it: it gets the gateway’s routes, and a gateway with BGP announces the spoke’s address space.',
      'Gateway transit alone has no effect, and Azure rejects remote gateways without it. So the plan turns on gateway transit first.',
      'A VNet can use the gateways of only one other VNet, and only if it has no gateway itself.',
      'Some courses also add route tables. They are not needed here: the spokes’ subnets get the gateway’s routes automatically.',
    ],
    highlights: [...SPOKES, 'hub'],
    acts: [
      {
        text: 'The hub’s halves: select the line between `vnet1` and `hub`. Under `hub → vnet1`, turn on “Allow the gateway in hub to forward traffic to vnet1”. Do the same for `vnet2` and `vnet3`.',
        isDone: hubOffersGateway,
      },
      {
        text: 'The spokes’ halves: in the same panels, such as under `vnet1 → hub`, turn on “Enable vnet1 to use hub’s remote gateway”. Then review the plan and apply it.',
        isDone: spokesUseGateway,
      },
    ],
    describeRecovery: describeIncompleteStar,
    describeState: (state) => [
      describeGateways(state),
      ...SPOKES.flatMap((spoke) => [describeGatewayTransit(state, spoke), describeRemoteGatewayUse(state, spoke)]),
    ],
  },
  {
    id: 'gateway-routes',
    title: 'Spoke to spoke through the gateway',
    background: [
      'The gateway gives the spokes routes to the networks behind it, but not to each other.',
      'A VPN gateway can also forward traffic from spoke to spoke. For this, each spoke needs a route to each of the other spokes with the next hop type VirtualNetworkGateway. An ExpressRoute gateway cannot be the next hop of a route.',
      'A route has only one next hop, so this traffic no longer passes through the appliance.',
    ],
    highlights: [...SPOKES, 'hub'],
    question: { from: 'vnet1', to: 'vnet2' },
    acts: [
      {
        text: 'As another operator, change the next hop in the route tables of the spokes from the appliance to the gateway.',
        externalAct: ROUTE_TO_GATEWAY,
        isDone: (state) => hubOffersGateway(state) && spokesUseGateway(state) && areSpokesRouted(state, TO_GATEWAY),
      },
    ],
    describeRecovery: (state) =>
      describeIncompleteStar(state) ??
      (hubOffersGateway(state) && spokesUseGateway(state)
        ? undefined
        : 'Not all spokes use the gateway of the hub. Go back to the previous stop and turn on its options.'),
    describeState: (state) => [describeGateways(state), ...describeSpokeRoutes(state)],
  },
];
