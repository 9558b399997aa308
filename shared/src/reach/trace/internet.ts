import { type Family, formatAddress } from '../../net/index.ts';
import type { SubnetPlace } from '../estate.ts';
import type { Interface } from '../interfaces.ts';
import { representsInternet } from '../internet-addresses.ts';
import { isPrivate } from '../routes/choose-route.ts';
import type { Context, Departure } from './context.ts';
import { explainMissingRoute } from './missing-route.ts';
import { addSteps, arriveAt, assume, endWith, endWithBlocker, formatPlace, type Path, type Sender } from './trail.ts';

/** Sends a packet to the internet, if what sends it has an outbound method for the IP version. */
export function followToInternet(context: Context, { place, route, sender, trail }: Departure): readonly Path[] {
  const { destination } = context.packet;
  const text = formatAddress(destination);
  const here = formatPlace(place);
  if (isPrivate(context.model.estate, destination)) {
    const missing = route.source === 'Default' ? explainMissingRoute(context.model.estate, place, destination, '') : undefined;
    if (missing && missing.code !== 'no-route') return [endWithBlocker(trail, missing)];
    return [endWith(trail, 'not-routable', `${here} sends the packet to the internet, where the private address ${text} is not routed.`)];
  }
  const method = findOutboundMethod(context, place, sender, destination.family);
  const services = place.subnet?.serviceEndpoints ?? [];
  if (method === undefined && services.length > 0 && !representsInternet(destination))
    return [
      endWith(
        trail,
        'not-established',
        `${here} has no outbound method, but service endpoints for ${services.join(', ')}; whether ${text} is an address of these services is not known.`,
      ),
    ];
  if (method === undefined)
    return [
      endWith(
        trail,
        'no-outbound',
        `Packets from ${here} cannot leave for the internet over IPv${destination.family}: there is no public IP address, NAT gateway, outbound rule or default outbound access.`,
        [place.vnet.id],
      ),
    ];
  const left = assume(addSteps(trail, { kind: 'deliver', to: 'internet', address: text }), `Packets from ${here} leave through ${method}.`);
  return [arriveAt(left, 'leaves', { kind: 'internet' })];
}

function findOutboundMethod({ model: { estate } }: Context, { subnet }: SubnetPlace, sender: Sender, family: Family): string | undefined {
  if (sender.kind === 'firewall') return family === 4 ? 'the public IP address of the firewall' : undefined;
  const nics: readonly Interface[] =
    sender.kind === 'machine' ? estate.interfacesOf(sender.machine) : sender.kind === 'host' && sender.nic ? [sender.nic] : [];
  const addresses = nics.flatMap((nic) => nic.addresses.filter(({ address }) => address.family === family));
  if (addresses.some(({ hasPublicIp }) => hasPublicIp)) return 'a public IP address of their interface';
  const pools = estate.poolsOf(addresses.map(({ configurationId }) => configurationId));
  if (pools.some(({ isOutbound }) => isOutbound)) return 'an outbound rule of a load balancer';
  if (family === 6) return undefined;
  if (subnet?.natGatewayId !== undefined) return 'a NAT gateway';
  // a member of a pool of a Standard load balancer has no default outbound access
  const isBalanced = pools.some(({ sku }) => sku?.toLowerCase() === 'standard');
  return subnet?.defaultOutboundAccess === false || isBalanced ? undefined : 'default outbound access';
}
