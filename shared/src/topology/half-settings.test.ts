import { expect, test } from 'vitest';
import { CHOSEN_SETTINGS, HALF_SETTINGS, NEW_HALF_SETTINGS, SWITCHES, settingsOfHalf, withoutSettings } from './half-settings.ts';

test('each writable property has one entry, with the default that Azure applies (azure-semantics §1.2)', () => {
  expect(Object.fromEntries(HALF_SETTINGS.map(({ arm, default: byDefault }) => [arm, byDefault]))).toEqual({
    allowVirtualNetworkAccess: true,
    allowForwardedTraffic: false,
    allowGatewayTransit: false,
    useRemoteGateways: false,
    doNotVerifyRemoteGateways: false,
    peerCompleteVnets: true,
    enableOnlyIPv6Peering: false,
    localSubnetNames: [],
    remoteSubnetNames: [],
  });
});

test.each([
  ['row', HALF_SETTINGS.map(({ row }) => row)],
  ['ARM property', HALF_SETTINGS.map(({ arm }) => arm)],
  ['title', HALF_SETTINGS.map(({ title }) => title)],
  ['az option', CHOSEN_SETTINGS.map(({ handOff }) => handOff.az)],
  ['Terraform attribute', CHOSEN_SETTINGS.map(({ handOff }) => handOff.terraform)],
])('no two settings have the same %s', (_, names) => {
  expect(new Set(names).size).toBe(names.length);
});

test('the counterpart of a counterpart is the setting itself', () => {
  const counterpartOf = new Map(HALF_SETTINGS.map(({ row, counterpart }) => [row, counterpart]));
  for (const { row, counterpart } of HALF_SETTINGS) if (counterpart) expect(counterpartOf.get(counterpart)).toBe(row);
});

test('a switch always has a value, and users choose the setting', () => {
  const chosen = new Set<string>(CHOSEN_SETTINGS.map(({ row }) => row));
  for (const { row } of SWITCHES) expect(chosen).toContain(row);
});

test('the settings of a row and the rest of it make up the row', () => {
  const row = { ...NEW_HALF_SETTINGS, localSubnets: ['app'], id: '/half', state: 'Connected' };
  expect(settingsOfHalf(row)).toEqual({ ...NEW_HALF_SETTINGS, localSubnets: ['app'] });
  expect(withoutSettings(row)).toEqual({ id: '/half', state: 'Connected' });
});
