import { lastName } from '@peerscape/shared/arm';
import type { ApplianceStep, EffectiveRoute, RouteOrigin, Step, SubnetRoutes, Trace, Verdict } from '@peerscape/shared/reach';
import { createNamer, formatList, type Namer, type Topology } from '@peerscape/shared/topology';
import { toPrintable } from '../program/printable.ts';
import type { AnsweredQuestion } from './format-json.ts';

/** Formats answers for people: each in one sentence, then the way there and back hop by hop, and what was taken for granted. */
export function formatAnswersText(answered: readonly AnsweredQuestion[], topology: Topology): string {
  const name = createNamer(topology);
  return answered.map((one) => `${answerLines(one, name).join('\n')}\n`).join('\n');
}

// names of resources can contain control characters, so every line is made printable as a whole
function answerLines({ question: { id, from, to, protocol, port }, answer }: AnsweredQuestion, name: Namer): readonly string[] {
  const { verdict, forward, back, assumptions } = answer;
  const traffic = [protocol, port].filter((part) => part !== undefined).join('/');
  const reason = (forward.blocker ?? back.blocker)?.text;
  return [
    `${id}  ${verdict}: ${SENTENCES[verdict](from, traffic ? `${to} (${traffic})` : to)}`,
    ...(reason === undefined ? [] : [`   ${reason}`]),
    ...traceLines('There', forward, name),
    ...traceLines('Back', back, name),
    ...assumptionLines(assumptions).map((line) => `   ${line}`),
  ].map(toPrintable);
}

const SENTENCES: Readonly<Record<Verdict, (from: string, to: string) => string>> = {
  reachable: (from, to) => `${from} reaches ${to}`,
  'one-way': (from, to) => `packets of ${from} arrive at ${to}, but the replies do not come back`,
  asymmetric: (from, to) =>
    `packets of ${from} arrive at ${to} and the replies come back, but not through the same stateful appliances, so TCP connections break`,
  blocked: (from, to) => `routes lead from ${from} to ${to}, but a filter denies the traffic`,
  unreachable: (from, to) => `${from} does not reach ${to}`,
  ambiguous: (from, to) => `whether ${from} reaches ${to} depends on which of several equal paths is taken`,
  unknown: (from, to) => `it is unknown whether ${from} reaches ${to}`,
};

function traceLines(title: string, { outcome, hops, blocker }: Trace, name: Namer): readonly string[] {
  if (hops.length === 0 && !blocker) return [];
  return [
    `   ${title}: ${outcome}`,
    ...hops.flatMap(({ vnet, subnet, steps }) => [
      `     ${[name(vnet), subnet].filter(Boolean).join('/')}`,
      ...steps.map((step) => `       ${describeStep(step, name)}`),
    ]),
    ...(blocker ? [`     ends here: ${blocker.code}`] : []),
  ];
}

function describeStep(step: Step, name: Namer): string {
  switch (step.kind) {
    case 'route':
      return `route ${describeRoute(step.route)}${step.runnerUp ? `, before ${describeRoute(step.runnerUp)}` : ''}`;
    case 'peering':
      return `peering ${name(step.from)} → ${name(step.to)}`;
    case 'connected-group':
      return `connected group ${lastName(step.groupId)}: ${name(step.from)} → ${name(step.to)}`;
    case 'appliance':
      return `appliance ${step.ip} (${describeAppliance(step)})`;
    case 'gateway':
      return `gateway ${lastName(step.gatewayId)}`;
    case 'connection':
      return step.connectionId === undefined
        ? 'connection of a point-to-site client'
        : `connection ${lastName(step.connectionId)}${step.toId === undefined ? '' : ` to ${lastName(step.toId)}`}`;
    case 'private-endpoint':
      return `private endpoint ${lastName(step.endpointId)}`;
    case 'nsg':
      return `${step.direction.toLowerCase()} rule ${step.rule} of network security group ${lastName(step.groupId)}: ${step.access}`;
    case 'admin-rule':
      return `${step.direction.toLowerCase()} security admin rule ${lastName(step.ruleId)}: ${step.access}`;
    case 'deliver':
      return DELIVERIES[step.to](step.address);
  }
}

const DELIVERIES: Readonly<Record<Extract<Step, { kind: 'deliver' }>['to'], (address: string) => string>> = {
  address: (address) => `delivered to ${address}`,
  'private-endpoint': (address) => `delivered to the private endpoint at ${address}`,
  site: (address) => `handed to the site for ${address}`,
  internet: () => 'leaves for the internet',
};

const APPLIANCES: Readonly<Record<ApplianceStep['type'], string>> = {
  firewall: 'firewall',
  'load-balancer': 'load balancer',
  machine: 'machine',
  'virtual-network-appliance': 'virtual network appliance',
};

function describeAppliance({ type, resourceId, members, isStateful }: ApplianceStep): string {
  const behind = members.filter((id) => id.toLowerCase() !== resourceId.toLowerCase()).map(lastName);
  return [
    `${APPLIANCES[type]} ${lastName(resourceId)}`,
    behind.length > 0 && `with ${formatList(behind)}`,
    !isStateful && 'which does not track connections',
  ]
    .filter(Boolean)
    .join(' ');
}

const describeRoute = (route: EffectiveRoute): string =>
  `${route.prefix} → ${[route.nextHopType, ...route.nextHopIps].join(' ')} (${describeOrigin(route)})`;

function describeOrigin({ source, origin }: EffectiveRoute): string {
  const resource = nameOfOrigin(origin);
  return resource === undefined ? source : `${source}, ${resource}`;
}

function nameOfOrigin(origin: RouteOrigin): string | undefined {
  switch (origin.kind) {
    case 'system':
      return undefined;
    case 'peering':
      return `peering ${origin.half.name}`;
    case 'connected-group':
      return `connected group ${origin.group.name}`;
    case 'gateway':
      return `gateway ${lastName(origin.gateway.id)}`;
    case 'route-server':
      return `Route Server ${lastName(origin.routeServer.id)}`;
    case 'user':
      return `${origin.route.name} of route table ${lastName(origin.table.id)}`;
    case 'private-endpoint':
      return `private endpoint ${lastName(origin.endpoint.id)}`;
    case 'service-endpoint':
      return `service endpoint ${origin.service}`;
  }
}

const assumptionLines = (assumptions: readonly string[]): readonly string[] =>
  assumptions.length === 0 ? [] : ['Assumed:', ...assumptions.map((text) => `  * ${text}`)];

const HEADINGS = ['Source', 'State', 'Address Prefix', 'Next Hop Type', 'Next Hop IP'];

/** Formats the effective routes of a subnet as a table, with the columns of `az network nic show-effective-route-table -o table`. */
export function formatRoutesText({ routes, assumptions }: SubnetRoutes): string {
  const cells = routes.map((route) =>
    [route.source, route.state, route.prefix, route.nextHopType, route.nextHopIps.join(' ')].map(toPrintable),
  );
  const widths = HEADINGS.map((heading, i) => Math.max(heading.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const lines = [HEADINGS, widths.map((width) => '-'.repeat(width)), ...cells].map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const assumed = assumptionLines(assumptions).map(toPrintable);
  return `${[...lines, ...(assumed.length > 0 ? ['', ...assumed] : [])].join('\n')}\n`;
}
