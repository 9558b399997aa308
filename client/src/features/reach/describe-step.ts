import { lastName, resourceKey } from '@peerscape/shared/arm';
import type { ApplianceStep, Step } from '@peerscape/shared/reach';
import type { Namer } from '@peerscape/shared/topology';
import { describeChoice, describeNextHop, describeOrigin } from './describe-route.ts';

/** Step of a path in words. */
export interface StepText {
  readonly text: string;
  /** Terms of ARM beside the text. */
  readonly code?: string;
  /** Sentence below, which explains the step. */
  readonly note?: string;
}

const APPLIANCE_TYPES: Readonly<Record<ApplianceStep['type'], string>> = {
  firewall: 'Azure Firewall',
  'load-balancer': 'load balancer',
  machine: 'network virtual appliance',
  'virtual-network-appliance': 'virtual network appliance',
};

const DELIVERY_TEXTS: Readonly<Record<Extract<Step, { kind: 'deliver' }>['to'], (address: string) => string>> = {
  address: (address) => `Delivered to ${address}`,
  'private-endpoint': (address) => `Delivered to the private endpoint at ${address}`,
  site: (address) => `Handed to the site with ${address}`,
  internet: () => 'Leaves to the internet',
};

/** Describes a step of a path. */
export function describeStep(nameOf: Namer, step: Step): StepText {
  switch (step.kind) {
    case 'route': {
      const { route, runnerUp } = step;
      const origin = `From ${describeOrigin(nameOf, route)}`;
      return {
        text: `Route ${route.prefix}`,
        code: describeNextHop(route),
        note: runnerUp
          ? `${origin}. Chosen over ${runnerUp.prefix} (${describeNextHop(runnerUp)}): ${describeChoice(route, runnerUp)}.`
          : `${origin}.`,
      };
    }
    case 'peering':
      return { text: `Crosses the peering ${nameOf(step.from)} → ${nameOf(step.to)}` };
    case 'connected-group':
      return { text: `Crosses the connected group ${nameOf(resourceKey(step.groupId))} to ${nameOf(step.to)}` };
    case 'appliance':
      return { text: `Passes ${APPLIANCE_TYPES[step.type]} ${lastName(step.resourceId)} at ${step.ip}` };
    case 'gateway':
      return { text: `Passes virtual network gateway ${lastName(step.gatewayId)}` };
    case 'connection':
      return {
        text:
          step.connectionId === undefined ? 'Passes a point-to-site VPN connection' : `Passes connection ${lastName(step.connectionId)}`,
        ...(step.toId !== undefined && { note: `To ${lastName(step.toId)}.` }),
      };
    case 'private-endpoint':
      return { text: `Enters private endpoint ${lastName(step.endpointId)}` };
    case 'nsg':
      return {
        text: `${step.access === 'Allow' ? 'Allowed' : 'Denied'} by rule ${step.rule} of network security group ${lastName(step.groupId)}`,
        code: step.direction,
      };
    case 'admin-rule':
      return {
        text: `${step.access === 'Deny' ? 'Denied' : 'Allowed'} by security admin rule ${lastName(step.ruleId)}`,
        code: `${step.direction} ${step.access}`,
      };
    case 'deliver':
      return { text: DELIVERY_TEXTS[step.to](step.address) };
  }
}
