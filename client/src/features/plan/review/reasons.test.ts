import { ORDER_FACTS } from '@peerscape/shared/plan';
import { expect, test } from 'vitest';
import { reasonInWords } from './reasons.ts';

test('a reason that is a fact of order is said in the words of the fact', () => {
  expect(reasonInWords('gateway-must-be-offered-first')).toBe(
    'A VNet can use the gateway of its remote only once the remote’s half offers transit.',
  );
});

test('every fact has words', () => {
  expect(ORDER_FACTS.filter(({ name }) => reasonInWords(name) === '')).toEqual([]);
});

test('what was asked for needs no reason', () => {
  expect(reasonInWords('asked-for')).toBe('');
});
