import type { Half } from '@peerscape/shared/topology';
import { expect, test } from 'vitest';
import { only, topologyOf } from '../../testing/worlds.ts';
import { stripBackticks } from '../../ui/prose.tsx';
import { findPrefixDrift, syncSentence } from './sync-status.ts';

const half: Half = only(topologyOf('vnet hub 10.0.0.0/24\nvnet spoke 10.1.0.0/24\nhub -> spoke Connected').halves);
const learned = (remoteLearned: string[], remoteCurrent: string[]) => findPrefixDrift({ ...half, remoteLearned, remoteCurrent });

test('reports prefixes that were added to and removed from the remote VNet', () => {
  expect(learned(['10.1.0.0/24', '10.9.0.0/24'], ['10.1.0.0/24', '10.2.0.0/24'])).toEqual({
    toLearn: ['10.2.0.0/24'],
    toForget: ['10.9.0.0/24'],
  });
});

test('ignores order and spelling of prefixes', () => {
  expect(learned(['fd00::/48', '10.1.0.0/24'], ['10.1.0.0/24', 'FD00:0::/48'])).toBeUndefined();
});

test('reports nothing when Azure did not return both address spaces', () => {
  const { remoteLearned: _, ...rest } = half;
  expect(findPrefixDrift(rest)).toBeUndefined();
});

test('names the half that must be synced', () => {
  const describe = (sync: string) => stripBackticks(syncSentence({ ...half, sync }, 'hub', 'spoke') ?? '');
  expect(describe('LocalNotInSync')).toBe('hub does not have the current address space of spoke. Sync this half.');
  expect(describe('RemoteNotInSync')).toBe(
    'spoke does not have the current address space of hub. Sync the half of spoke; this half needs no change.',
  );
  expect(describe('Newer')).toBe('Azure reports the sync level Newer.');
});

test('does not describe the sync level while a half is missing', () => {
  expect(syncSentence({ ...half, state: 'Initiated', sync: 'RemoteNotInSync' }, 'hub', 'spoke')).toBeUndefined();
});
