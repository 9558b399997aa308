import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { refuseStorage } from '../../testing/refuse-storage.ts';
import { addFilter, deleteFilter, parseSavedFilters, renameFilter, useSavedFilters } from './saved-filters.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
});

const hubs = { name: 'Hubs', text: 'is:hub' };
const islands = { name: 'Islands', text: 'is:island' };

test('a new filter comes first and replaces one of the same name', () => {
  expect(addFilter([hubs], islands)).toEqual([islands, hubs]);
  expect(addFilter([islands, hubs], { name: 'hubs', text: 'has:gateway' })).toEqual([{ name: 'hubs', text: 'has:gateway' }, islands]);
});

test('a renamed filter stays in its place and replaces another one of the new name', () => {
  expect(renameFilter([hubs, islands], 'Hubs', 'Centres')).toEqual([{ name: 'Centres', text: 'is:hub' }, islands]);
  expect(renameFilter([hubs, islands], 'Islands', 'hubs')).toEqual([{ name: 'hubs', text: 'is:island' }]);
  expect(renameFilter([hubs], 'Hubs', 'HUBS')).toEqual([{ name: 'HUBS', text: 'is:hub' }]);
});

test('a deleted filter is gone', () => {
  expect(deleteFilter([hubs, islands], 'Hubs')).toEqual([islands]);
});

test.each(['', '{}', '[{}]', '[{"name":"","text":"is:hub"}]', '[{"name":"a"}]'])('stored text %j is no list of filters', (text) => {
  expect(parseSavedFilters(text)).toBeUndefined();
});

test('saved filters are stored in the browser and shown wherever they are used', () => {
  const [here, there] = [renderHook(useSavedFilters), renderHook(useSavedFilters)];
  act(() => here.result.current.add(hubs));
  expect(there.result.current.filters).toEqual([hubs]);
  expect(parseSavedFilters(localStorage.getItem('peerscape.saved-filters') ?? '')).toEqual([hubs]);
  act(() => there.result.current.rename('Hubs', 'Centres'));
  act(() => there.result.current.add(islands));
  act(() => here.result.current.remove('Centres'));
  expect(here.result.current.filters).toEqual([islands]);
});

test('a filter that another tab saves appears', () => {
  const { result } = renderHook(useSavedFilters);
  localStorage.setItem('peerscape.saved-filters', JSON.stringify([hubs]));
  act(() => void window.dispatchEvent(new Event('storage')));
  expect(result.current.filters).toEqual([hubs]);
});

test('a filter that the browser cannot store is there until the page closes', () => {
  const { result } = renderHook(useSavedFilters);
  refuseStorage(['setItem'], 'QuotaExceededError');
  act(() => result.current.add(hubs));
  expect(result.current.filters).toEqual([hubs]);
  vi.unstubAllGlobals();
  act(() => result.current.remove('Hubs'));
  expect(result.current.filters).toEqual([]);
});
