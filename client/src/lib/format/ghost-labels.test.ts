import { ABSENCE_REASONS } from '@peerscape/shared/topology';
import { expect, test } from 'vitest';
import { ghostLabel, ghostsLabel } from './ghost-labels.ts';

test('a VNet that is not in a file is never called invisible', () => {
  expect(ghostLabel('not-in-file')).toBe('not in this file');
  expect(ghostLabel(undefined)).toBe('not visible to you');
  expect(ABSENCE_REASONS.filter((reason) => ghostLabel(reason) === 'not visible to you')).toEqual(['no-permission']);
});

test('several VNets have the label that all of them have', () => {
  expect(ghostsLabel([{ reason: 'not-in-file' }, { reason: 'not-in-file' }])).toBe('not in this file');
  expect(ghostsLabel([{ reason: 'not-in-file' }, { reason: undefined }])).toBe('not visible to you');
});
