import { afterEach, expect, test, vi } from 'vitest';
import { refuseStorage } from '../../testing/refuse-storage.ts';
import { readSessionKey, subscribeToSessionKey, writeSessionKey } from './session-key.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  writeSessionKey(undefined);
});

/** Does what the browser does here when another tab writes. */
const inOtherTab = (key: string | null, value: string | null) => {
  if (key === null) localStorage.clear();
  else if (value === null) localStorage.removeItem(key);
  else localStorage.setItem(key, value);
  window.dispatchEvent(new StorageEvent('storage', { key }));
};

test('the key is stored until it is removed', () => {
  expect(readSessionKey()).toBeUndefined();
  writeSessionKey('k1');
  expect([readSessionKey(), localStorage.getItem('peerscape.session')]).toEqual(['k1', 'k1']);
  writeSessionKey(undefined);
  expect([readSessionKey(), localStorage.length]).toEqual([undefined, 0]);
});

test('changes are announced, in this tab and from others, until unsubscribed', () => {
  const seen: (string | undefined)[] = [];
  const unsubscribe = subscribeToSessionKey(() => void seen.push(readSessionKey()));
  writeSessionKey('k1');
  inOtherTab('peerscape.session', 'k2');
  inOtherTab('peerscape.theme', 'dark');
  inOtherTab(null, null);
  expect(seen).toEqual(['k1', 'k2', undefined]);
  unsubscribe();
  writeSessionKey('k3');
  inOtherTab('peerscape.session', 'k4');
  expect(seen).toHaveLength(3);
});

test('where the browser blocks storage, the key lasts as long as the page', () => {
  refuseStorage(['getItem', 'setItem', 'removeItem'], 'SecurityError');
  writeSessionKey('k1');
  expect(readSessionKey()).toBe('k1');
  writeSessionKey(undefined);
  expect(readSessionKey()).toBeUndefined();
});

test('where storage is full, the new key counts and not the stored one, until another tab signs in or out', () => {
  writeSessionKey('k1');
  const unsubscribe = subscribeToSessionKey(() => undefined);
  refuseStorage(['setItem'], 'QuotaExceededError');
  writeSessionKey('k2');
  expect([readSessionKey(), localStorage.getItem('peerscape.session')]).toEqual(['k2', 'k1']);
  vi.unstubAllGlobals();
  inOtherTab('peerscape.session', 'k3');
  expect(readSessionKey()).toBe('k3');
  unsubscribe();
});
