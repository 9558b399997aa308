import type { Half } from '@peerscape/shared/topology';
import { expect, test } from 'vitest';
import { only, topologyOf } from '../../testing/worlds.ts';
import { plain } from '../../ui/prose.tsx';
import { optionSentences } from './option-sentences.ts';

const half = (tags: string, more: Partial<Half> = {}): Half => ({
  ...only(topologyOf(`vnet spoke-a 10.1.0.0/24\nvnet hub 10.0.0.0/24\nspoke-a -> hub Connected ${tags}`).halves),
  ...more,
});
const said = (of: Half) => optionSentences(of, 'spoke-a', 'hub').map(({ on, sentence }) => `${on ? '+' : '-'} ${plain(sentence)}`);

test('options at their defaults', () => {
  expect(said(half(''))).toEqual([
    '+ spoke-a lets hub through its default security rules.',
    '- spoke-a does not accept traffic that hub forwards from elsewhere.',
    '- spoke-a does not offer a gateway to hub.',
    '- spoke-a does not use a gateway of hub.',
  ]);
});

test('options the other way round', () => {
  expect(said(half('no-access forwarded transit use-gateways'))).toEqual([
    '- spoke-a does not let hub through its default security rules.',
    '+ spoke-a accepts traffic that hub forwards from elsewhere.',
    '+ spoke-a offers its gateway to hub.',
    '+ spoke-a sends through the gateway of hub.',
  ]);
});

test('rare options are said only where they are set', () => {
  const rare = half('', {
    doNotVerifyRemoteGateways: true,
    completeVnets: false,
    onlyIPv6: true,
    localSubnets: ['app'],
    remoteSubnets: ['dns', 'fw'],
  });
  expect(said(rare).slice(4)).toEqual([
    '+ Azure does not check whether hub has a gateway.',
    '- Only subnets are peered: of spoke-a app; of hub dns, fw.',
    '+ Only IPv6 is peered between spoke-a and hub.',
  ]);
});

test('what is no firewall says so', () => {
  const notes = optionSentences(half('no-access'), 'spoke-a', 'hub').flatMap(({ note }) => note ?? []);
  expect(notes).toHaveLength(2);
  for (const note of notes) expect(note).toContain('It is not a firewall.');
});
