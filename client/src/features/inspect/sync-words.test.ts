import type { Half } from '@peerscape/shared/topology';
import { expect, test } from 'vitest';
import { only, topologyOf } from '../../testing/worlds.ts';
import { plain } from '../../ui/prose.tsx';
import { notYetLearned, syncSentence } from './sync-words.ts';

const half: Half = only(topologyOf('vnet hub 10.0.0.0/24\nvnet spoke 10.1.0.0/24\nhub -> spoke Connected').halves);
const learned = (remoteLearned: string[], remoteCurrent: string[]) => notYetLearned({ ...half, remoteLearned, remoteCurrent });

test('the prefixes that a half has not learned, and those it still believes in', () => {
  expect(learned(['10.1.0.0/24', '10.9.0.0/24'], ['10.1.0.0/24', '10.2.0.0/24'])).toEqual({
    toLearn: ['10.2.0.0/24'],
    toForget: ['10.9.0.0/24'],
  });
});

test('the same prefixes in another order or spelling are the same', () => {
  expect(learned(['fd00::/48', '10.1.0.0/24'], ['10.1.0.0/24', 'FD00:0::/48'])).toBeUndefined();
});

test('without both pictures nothing is claimed', () => {
  const { remoteLearned: _, ...rest } = half;
  expect(notYetLearned(rest)).toBeUndefined();
});

test('the half to sync is the one that has not learned', () => {
  const say = (sync: string) => plain(syncSentence({ ...half, sync }, 'hub', 'spoke') ?? '');
  expect(say('LocalNotInSync')).toBe('hub has not learned the address space of spoke. This half is the one to sync.');
  expect(say('RemoteNotInSync')).toBe('spoke has not learned the address space of hub. There is nothing to do on this half.');
  expect(say('Newer')).toBe('Azure reports the sync level Newer.');
});

test('sync is no matter while a half is missing', () => {
  expect(syncSentence({ ...half, state: 'Initiated', sync: 'RemoteNotInSync' }, 'hub', 'spoke')).toBeUndefined();
});
