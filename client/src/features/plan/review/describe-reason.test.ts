import { ORDER_FACTS } from '@peerscape/shared/plan';
import { expect, test } from 'vitest';
import { describeStepReason } from './describe-reason.ts';

test('describes a reason that is an ordering fact with the text of the fact', () => {
  expect(describeStepReason('gateway-must-be-offered-first')).toBe(
    'A VNet can use a remote gateway only after the remote half allows gateway transit.',
  );
});

test('describes every ordering fact', () => {
  expect(ORDER_FACTS.filter(({ name }) => describeStepReason(name) === '')).toEqual([]);
});

test('describes no reason for a requested change', () => {
  expect(describeStepReason('asked-for')).toBe('');
});
