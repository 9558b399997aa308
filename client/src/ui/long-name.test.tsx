import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { LongName, LongNames, middleOf, partsOf } from './long-name.tsx';

afterEach(cleanup);

const cutName = (name: string) => {
  const at = middleOf(name);
  return at === undefined ? undefined : [name.slice(0, at), name.slice(at)];
};

test.each([
  ['vnet-globex-connectivity-hub-westeurope-001', ['vnet-globex-connectivity-', 'hub-westeurope-001']],
  ['vnet-globex-prod-application042-weu', ['vnet-globex-prod-', 'application042-weu']],
  ['a'.repeat(64), ['a'.repeat(44), 'a'.repeat(20)]],
  [`${'a-'.repeat(25)}b`, [`${'a-'.repeat(16)}`, `${'a-'.repeat(9)}b`]],
])('%s is cut in the middle, or where its end is short enough', (name, expected) => {
  expect(cutName(name)).toEqual(expected);
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

const partTextsOf = (text: string) => partsOf(text).map(({ before, name, at }) => [before, name, at !== undefined]);

test.each([
  [
    'vnet-globex-connectivity-hub-001 → spoke-a',
    [
      ['', 'vnet-globex-connectivity-hub-001', true],
      ['→ ', 'spoke-a', false],
    ],
  ],
  [
    'Offered by vnet-globex-connectivity-hub-001 and vnet-globex-connectivity-hub-002',
    [
      ['Offered ', 'by', false],
      ['', 'vnet-globex-connectivity-hub-001', true],
      ['and ', 'vnet-globex-connectivity-hub-002', true],
    ],
  ],
  ['spoke-a uses hub-weu', [['spoke-a uses ', 'hub-weu', false]]],
])('%s is split at its long names', (text, expected) => {
  expect(partTextsOf(text)).toEqual(expected);
  expect(
    partsOf(text)
      .map(({ before, name }) => before + name)
      .join(' '),
  ).toBe(text);
});

test('a text with long names is read as a whole', () => {
  const text = 'vnet-globex-connectivity-hub-001 → vnet-globex-prod-application042-weu';
  render(<LongNames text={text} />);
  expect(screen.getByText(text).closest('[aria-hidden]')).toBeNull();
  expect(screen.getByText('application042-weu').closest('[aria-hidden="true"]')).not.toBeNull();
});
