import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { LongName, middleOf } from './long-name.tsx';

afterEach(cleanup);

const partsOf = (name: string) => {
  const at = middleOf(name);
  return at === undefined ? undefined : [name.slice(0, at), name.slice(at)];
};

test.each([
  ['vnet-globex-connectivity-hub-westeurope-001', ['vnet-globex-connectivity-', 'hub-westeurope-001']],
  ['vnet-globex-prod-application042-weu', ['vnet-globex-prod-', 'application042-weu']],
  ['a'.repeat(64), ['a'.repeat(44), 'a'.repeat(20)]],
  [`${'a-'.repeat(25)}b`, [`${'a-'.repeat(16)}`, `${'a-'.repeat(9)}b`]],
])('%s is cut in the middle, or where its end is short enough', (name, expected) => {
  expect(partsOf(name)).toEqual(expected);
});

test('a short name is never cut', () => {
  expect(middleOf('hub-westeurope-00001')).toBeUndefined();
});

test('a cut name is read as a whole', () => {
  render(<LongName name="vnet-globex-connectivity-hub-westeurope-001" />);
  const whole = screen.getByText('vnet-globex-connectivity-hub-westeurope-001');
  expect(whole.closest('[aria-hidden]')).toBeNull();
  expect(screen.getByText('hub-westeurope-001').closest('[aria-hidden="true"]')).not.toBeNull();
});
