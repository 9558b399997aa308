import type { Problem } from '@peerscape/shared/api';
import type { HalfRow } from '@peerscape/shared/topology';
import { expect, test } from 'vitest';
import { createFastClock } from '../../../test/fake-clock.ts';
import { Failure } from '../../failure.ts';
import { confirmHalf, type HalfPresence, isVNetDeleted, type PresenceDependencies, REQUIRED_EQUAL_READS } from './half-presence.ts';

const GROUP = '/subscriptions/s/resourceGroups/g';
const VNET = `${GROUP}/providers/Microsoft.Network/virtualNetworks/hub`;
const HALF = `${VNET}/virtualNetworkPeerings/hub-a`;
const LEVELS: readonly string[] = [HALF, VNET, GROUP, '/subscriptions/s'];

const missing = (code: string): Problem => ({
  type: 'about:blank',
  title: 'Refused',
  status: 404,
  code,
  ...(code !== '' && { arm: { code, message: `Message of ${code}.` } }),
});

/** Creates a fake Azure that answers at each level (half, VNet, group, subscription) with the given codes in turn, then keeps the last; `ok` is found. */
function azure(...levels: readonly (readonly string[])[]) {
  const requestedIds: string[] = [];
  const clock = createFastClock();
  const answer = (id: string): string => {
    const codes = levels[LEVELS.indexOf(id)] ?? ['ok'];
    const nth = requestedIds.filter((one) => one === id).length;
    requestedIds.push(id);
    return codes[Math.min(nth, codes.length - 1)] ?? 'ok';
  };
  return {
    requestedIds,
    azure: {
      readHalf: async (id: string) => {
        const code = answer(id);
        if (code === 'forbidden') throw new Failure('azure-denied', missing('AuthorizationFailed'), { armStatus: 403 });
        return code === 'ok' ? { half: { id } as HalfRow } : { missing: missing(code) };
      },
      probe: async (id: string) => {
        const code = answer(id);
        if (code === 'forbidden') throw new Failure('azure-denied', missing('AuthorizationFailed'), { armStatus: 403 });
        return code === 'ok' ? undefined : missing(code);
      },
    },
    clock,
    timing: { readIntervalMs: 1, consistencyTimeoutMs: 50 },
  };
}

const status = (dependencies: PresenceDependencies) => confirmHalf(dependencies, HALF, new AbortController().signal);
const format = (one: HalfPresence): string =>
  one.kind === 'absent'
    ? `absent${one.deletedWith ? ` with its ${one.deletedWith}` : ''}`
    : one.kind === 'present'
      ? 'present'
      : 'unreadable';

test.each<[string, string, (readonly string[])[]]>([
  ['a half that exists', 'present', [['ok']]],
  ['its own NotFound, while its VNet exists', 'absent', [['NotFound'], ['ok']]],
  ['its own ResourceNotFound, while its VNet exists', 'absent', [['ResourceNotFound'], ['ok']]],
  ['a stale NotFound', 'present', [['NotFound', 'NotFound', 'ok'], ['ok']]],
  ['a deleted VNet', 'absent with its virtual network', [['ResourceNotFound'], ['ResourceNotFound'], ['ok']]],
  ['a stale 404 of the VNet', 'absent', [['NotFound'], ['ResourceNotFound', 'ok']]],
  [
    'a deleted resource group',
    'absent with its resource group',
    [['ResourceGroupNotFound'], ['ResourceGroupNotFound'], ['ResourceGroupNotFound'], ['ok']],
  ],
  ['ResourceGroupNotFound, while the VNet exists', 'unreadable', [['ResourceGroupNotFound'], ['ok']]],
  ['ResourceGroupNotFound, while the resource group exists', 'unreadable', [['ResourceGroupNotFound'], ['ResourceGroupNotFound'], ['ok']]],
  ['SubscriptionNotFound for the half', 'unreadable', [['SubscriptionNotFound']]],
  [
    'SubscriptionNotFound at the top',
    'unreadable',
    [['NotFound'], ['ResourceNotFound'], ['ResourceGroupNotFound'], ['SubscriptionNotFound']],
  ],
  ['an unknown resource type', 'unreadable', [['InvalidResourceType']]],
  ['a 404 without a code', 'unreadable', [['']]],
  ['a VNet whose 404 has no code', 'unreadable', [['NotFound'], ['']]],
  ['a half without read permission', 'unreadable', [['forbidden']]],
  ['a VNet without read permission', 'unreadable', [['NotFound'], ['forbidden']]],
])('%s: %s', async (_what, expected, levels) => {
  expect(format(await status(azure(...levels)))).toBe(expected);
});

test('reads each level the required number of times before concluding anything', async () => {
  const dependencies = azure(['NotFound'], ['ResourceNotFound'], ['ok']);
  await status(dependencies);
  expect(LEVELS.map((level) => dependencies.requestedIds.filter((id) => id === level).length)).toEqual([
    REQUIRED_EQUAL_READS,
    REQUIRED_EQUAL_READS,
    1,
    0,
  ]);
});

test('requires three equal reads in a row', () => {
  expect(REQUIRED_EQUAL_READS).toBe(3);
});

test('gives up on answers that keep changing', async () => {
  const flapping = Array.from({ length: 1_000_000 }, (_, i) => (i % 2 ? 'NotFound' : 'ResourceNotFound'));
  expect(await status(azure(flapping))).toMatchObject({ kind: 'unreadable', problem: { code: 'answers-differ' } });
});

test('does not treat slow answers that agree as a contradiction', async () => {
  const { azure: fast, clock, timing } = azure(['NotFound'], ['ok']);
  const readHalf: PresenceDependencies['azure']['readHalf'] = (id) => {
    clock.pass(timing.consistencyTimeoutMs);
    return fast.readHalf(id);
  };
  expect(format(await status({ azure: { ...fast, readHalf }, clock, timing }))).toBe('absent');
});

test('keeps ARM’s code and message', async () => {
  expect(await status(azure(['SubscriptionNotFound']))).toMatchObject({
    problem: { arm: { code: 'SubscriptionNotFound', message: 'Message of SubscriptionNotFound.' } },
  });
});

test('confirms in the same way that a VNet is deleted', async () => {
  expect(await isVNetDeleted(azure([], ['ResourceNotFound'], ['ok']), VNET)).toBe(true);
  expect(await isVNetDeleted(azure([], ['ResourceNotFound', 'ok'], ['ok']), VNET)).toBe(false);
  await expect(isVNetDeleted(azure([], ['SubscriptionNotFound']), VNET)).rejects.toMatchObject({
    problem: { arm: { code: 'SubscriptionNotFound' } },
  });
});
