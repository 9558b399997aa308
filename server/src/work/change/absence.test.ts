import type { Problem } from '@peerscape/shared/api';
import type { HalfRow } from '@peerscape/shared/topology';
import { expect, test } from 'vitest';
import { systemClock } from '../../clock.ts';
import { Failure } from '../../failure.ts';
import { confirmHalf, EQUAL_READINGS, type HalfStatus, isVNetGone, type ReadingParts } from './absence.ts';

const GROUP = '/subscriptions/s/resourceGroups/g';
const VNET = `${GROUP}/providers/Microsoft.Network/virtualNetworks/hub`;
const HALF = `${VNET}/virtualNetworkPeerings/hub-a`;
const LEVELS: readonly string[] = [HALF, VNET, GROUP, '/subscriptions/s'];

const missing = (code: string): Problem => ({
  type: 'about:blank',
  title: 'Refused',
  status: 404,
  code,
  ...(code !== '' && { arm: { code, message: `Said ${code}.` } }),
});

/** An Azure that answers at each level (half, VNet, group, subscription) with these codes in turn, the last for ever; `ok` is an answer. */
function azure(...levels: readonly (readonly string[])[]): ReadingParts & { readonly asked: readonly string[] } {
  const asked: string[] = [];
  const answer = (id: string): string => {
    const codes = levels[LEVELS.indexOf(id)] ?? ['ok'];
    const nth = asked.filter((one) => one === id).length;
    asked.push(id);
    return codes[Math.min(nth, codes.length - 1)] ?? 'ok';
  };
  return {
    asked,
    azure: {
      readHalf: async (id) => {
        const code = answer(id);
        if (code === 'forbidden') throw new Failure(missing('AuthorizationFailed'), { armStatus: 403 });
        return code === 'ok' ? { half: { id } as HalfRow } : { missing: missing(code) };
      },
      isThere: async (id) => {
        const code = answer(id);
        if (code === 'forbidden') throw new Failure(missing('AuthorizationFailed'), { armStatus: 403 });
        return code === 'ok' ? undefined : missing(code);
      },
    },
    clock: { ...systemClock, sleep: async () => undefined },
    timing: { lookMs: 1, showMs: 50 },
  };
}

const status = (parts: ReadingParts) => confirmHalf(parts, HALF, new AbortController().signal);
const inWords = (one: HalfStatus): string =>
  one.kind === 'absent' ? `absent${one.goneWith ? ` with its ${one.goneWith}` : ''}` : one.kind === 'present' ? 'present' : 'unreadable';

test.each<[string, string, (readonly string[])[]]>([
  ['a half that answers', 'present', [['ok']]],
  ['its own NotFound, while its VNet answers', 'absent', [['NotFound'], ['ok']]],
  ['its own ResourceNotFound, while its VNet answers', 'absent', [['ResourceNotFound'], ['ok']]],
  ['a NotFound that lags', 'present', [['NotFound', 'NotFound', 'ok'], ['ok']]],
  ['a VNet that is gone', 'absent with its virtual network', [['ResourceNotFound'], ['ResourceNotFound'], ['ok']]],
  ['a VNet whose 404 lags', 'absent', [['NotFound'], ['ResourceNotFound', 'ok']]],
  [
    'a group that is gone',
    'absent with its resource group',
    [['ResourceGroupNotFound'], ['ResourceGroupNotFound'], ['ResourceGroupNotFound'], ['ok']],
  ],
  ['a group that is said to be gone, while the VNet answers', 'unreadable', [['ResourceGroupNotFound'], ['ok']]],
  ['a group that is said to be gone, and answers', 'unreadable', [['ResourceGroupNotFound'], ['ResourceGroupNotFound'], ['ok']]],
  ['a subscription that is not found', 'unreadable', [['SubscriptionNotFound']]],
  [
    'a subscription that is not found by anybody',
    'unreadable',
    [['NotFound'], ['ResourceNotFound'], ['ResourceGroupNotFound'], ['SubscriptionNotFound']],
  ],
  ['a type that is not known', 'unreadable', [['InvalidResourceType']]],
  ['a 404 without a code', 'unreadable', [['']]],
  ['a VNet whose 404 has no code', 'unreadable', [['NotFound'], ['']]],
  ['a half that may not be read', 'unreadable', [['forbidden']]],
  ['a VNet that may not be read', 'unreadable', [['NotFound'], ['forbidden']]],
])('%s: %s', async (_what, expected, levels) => {
  expect(inWords(await status(azure(...levels)))).toBe(expected);
});

test('no level is believed before it said the same as often as it must', async () => {
  const parts = azure(['NotFound'], ['ResourceNotFound'], ['ok']);
  await status(parts);
  expect(LEVELS.map((level) => parts.asked.filter((id) => id === level).length)).toEqual([EQUAL_READINGS, EQUAL_READINGS, 1, 0]);
});

test('three readings in a row are what counts', () => {
  expect(EQUAL_READINGS).toBe(3);
});

test('answers that never settle are no answer', async () => {
  const flapping = Array.from({ length: 1_000_000 }, (_, i) => (i % 2 ? 'NotFound' : 'ResourceNotFound'));
  expect(await status(azure(flapping))).toMatchObject({ kind: 'unreadable', problem: { code: 'answers-differ' } });
});

test('ARM’s words are kept', async () => {
  expect(await status(azure(['SubscriptionNotFound']))).toMatchObject({
    problem: { arm: { code: 'SubscriptionNotFound', message: 'Said SubscriptionNotFound.' } },
  });
});

test('a VNet is gone by the same standard', async () => {
  expect(await isVNetGone(azure([], ['ResourceNotFound'], ['ok']), VNET)).toBe(true);
  expect(await isVNetGone(azure([], ['ResourceNotFound', 'ok'], ['ok']), VNET)).toBe(false);
  await expect(isVNetGone(azure([], ['SubscriptionNotFound']), VNET)).rejects.toMatchObject({
    problem: { arm: { code: 'SubscriptionNotFound' } },
  });
});
