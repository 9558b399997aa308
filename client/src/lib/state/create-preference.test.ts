import { afterEach, expect, test, vi } from 'vitest';
import { refuseStorage } from '../../testing/refuse-storage.ts';
import { createPreference } from './create-preference.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

const createSize = () => createPreference('size', 2, (text) => (Number(text) > 0 ? Number(text) : undefined));

test('a preference is read where it was stored, and as the fallback when that is invalid', () => {
  createSize().write(5);
  expect(createSize().read()).toBe(5);
  localStorage.setItem('peerscape.size', 'none');
  expect(createSize().read()).toBe(2);
});

test('a preference that the browser cannot store is kept until the page closes', () => {
  const size = createSize();
  size.write(3);
  refuseStorage(['setItem'], 'QuotaExceededError');
  size.write(5);
  expect(size.read()).toBe(5);
  expect(createSize().read()).toBe(3);
  vi.unstubAllGlobals();
  size.write(7);
  expect(createSize().read()).toBe(7);
  localStorage.setItem('peerscape.size', '8');
  expect(size.read()).toBe(8);
});
