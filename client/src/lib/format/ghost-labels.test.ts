import { ABSENCE_REASONS } from '@peerscape/shared/topology';
import { expect, test } from 'vitest';
import { countGhosts, ghostLabel } from './ghost-labels.ts';

test('a VNet that is not in a file is never called invisible', () => {
  expect(ghostLabel('not-in-file')).toBe('not in this file');
  expect(ghostLabel(undefined)).toBe('not visible to you');
  expect(ABSENCE_REASONS.filter((reason) => ghostLabel(reason) === 'not visible to you')).toEqual(['no-permission']);
});

test('several VNets are counted by reason', () => {
  expect(countGhosts([{ reason: 'not-in-file' }, { reason: 'not-in-file' }])).toEqual(['2 VNets not in this file']);
  const reasons = ['not-found', undefined, 'virtual-hub', 'no-permission'] as const;
  expect(countGhosts(reasons.map((reason) => ({ reason })))).toEqual(['1 deleted VNet', '2 VNets not visible to you', '1 Virtual WAN hub']);
});
