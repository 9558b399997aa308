import type { Half } from '@peerscape/shared/topology';
import { expect, test } from 'vitest';
import { only, topologyOf } from '../../testing/worlds.ts';
import { stripBackticks } from '../../ui/prose.tsx';
import { optionSentences } from './option-descriptions.ts';

const half = (tags: string, more: Partial<Half> = {}): Half => ({
  ...only(topologyOf(`vnet spoke-a 10.1.0.0/24\nvnet hub 10.0.0.0/24\nspoke-a -> hub Connected ${tags}`).halves),
  ...more,
});
const describeAll = (of: Half) =>
  optionSentences(of, 'spoke-a', 'hub').map(({ on, sentence }) => `${on ? '+' : '-'} ${stripBackticks(sentence)}`);

test('describes options at their defaults', () => {
  expect(describeAll(half(''))).toEqual([
    '+ The default security rules of spoke-a allow traffic to and from hub.',
    '- spoke-a does not accept forwarded traffic from hub.',
    '- spoke-a does not offer a gateway to hub.',
    '- spoke-a does not use hub’s gateway.',
  ]);
});

test('describes options at their opposite values', () => {
  expect(describeAll(half('no-access forwarded transit use-gateways'))).toEqual([
    '- The default security rules of spoke-a do not allow traffic to and from hub.',
    '+ spoke-a accepts forwarded traffic from hub.',
    '+ spoke-a offers its gateway to hub.',
    '+ spoke-a uses hub’s gateway.',
  ]);
});

test('describes rare options only where they are not at their default', () => {
  const rare = half('', {
    doNotVerifyRemoteGateways: true,
    completeVnets: false,
    onlyIPv6: true,
    localSubnets: ['app'],
    remoteSubnets: ['dns', 'fw'],
  });
  expect(describeAll(rare).slice(4)).toEqual([
    '+ Azure does not check whether hub has a gateway.',
    '- Only selected subnets are peered: app of spoke-a with dns, fw of hub.',
    '+ Only the IPv6 prefixes of spoke-a and hub are peered.',
  ]);
});

test('notes that options are not a firewall', () => {
  const notes = optionSentences(half('no-access'), 'spoke-a', 'hub').flatMap(({ note }) => note ?? []);
  expect(notes).toHaveLength(2);
  for (const note of notes) expect(note).toContain('It is not a firewall.');
});

test('names each option as ARM and the Azure portal do', () => {
  const rare = half('', { doNotVerifyRemoteGateways: true });
  expect(optionSentences(rare, 'spoke-a', 'hub').map(({ property, portalLabel }) => [property, portalLabel])).toEqual([
    ['allowVirtualNetworkAccess', "Allow 'spoke-a' to access 'hub'"],
    ['allowForwardedTraffic', "Allow 'spoke-a' to receive forwarded traffic from 'hub'"],
    ['allowGatewayTransit', "Allow gateway or route server in 'spoke-a' to forward traffic to 'hub'"],
    ['useRemoteGateways', "Enable 'spoke-a' to use 'hub's' remote gateway or route server"],
    ['doNotVerifyRemoteGateways', undefined],
  ]);
});
