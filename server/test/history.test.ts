import type { ApplyDocument, AuditEntry } from '@peerscape/shared/api';
import { resourceKey } from '@peerscape/shared/arm';
import { describe, expect, it } from 'vitest';
import { broken, type History, optionsOf, type SeenWrite } from './history.ts';

/** A checker that finds nothing proves nothing: each broken promise is planted here, and must be found. */
const VNET = (name: string) => `/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/${name}`;
const HALF = (from: string, to: string) => `${VNET(from)}/virtualNetworkPeerings/${from}-${to}`;
const OPTIONS = { allowAccess: true, allowForwarded: false, allowTransit: false, useRemoteGateways: false };

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString();
const write = (from: string, to: string, seconds: number, more: Partial<SeenWrite> = {}): SeenWrite => ({
  method: 'PUT',
  id: HALF(from, to),
  status: 201,
  time: at(seconds),
  durationMs: 500,
  clientRequestId: `${from}-${to}`,
  ...more,
});
const note = (deed: string, from: string, to: string, seconds: number): AuditEntry => ({
  serial: 0,
  at: at(seconds),
  by: 'me',
  identity: null,
  deed,
  subject: HALF(from, to),
  text: '',
  planHash: 'h',
  applyId: 'apply',
  attemptId: `${from}-${to}`,
  before: null,
  after: { remoteId: VNET(to) },
  hash: '',
});
const PAIRS = [
  ['a', 'b'],
  ['b', 'a'],
] as const;
const apply = {
  id: 'apply',
  startedAt: at(0),
  plan: { plan: { steps: PAIRS.map(([from, to]) => ({ id: `create ${from}>${to}`, action: 'create', half: { id: HALF(from, to) } })) } },
  steps: PAIRS.map(([from, to]) => ({ id: `create ${from}>${to}`, state: 'succeeded', after: OPTIONS })),
} as unknown as ApplyDocument;

const GOOD: History = {
  writes: [write('a', 'b', 10), write('b', 'a', 20)],
  audit: [note('write', 'a', 'b', 9), note('outcome', 'a', 'b', 15), note('write', 'b', 'a', 19), note('outcome', 'b', 'a', 25)],
  isAuditWhole: true,
  applies: [apply],
  acknowledged: ['apply'],
  halves: new Map(PAIRS.map(([from, to]) => [resourceKey(HALF(from, to)), optionsOf(OPTIONS)])),
};

const planted: readonly (readonly [string, string, Partial<History>])[] = [
  ['an acknowledged apply is lost', 'I1', { acknowledged: ['apply', 'another'] }],
  ['a write has no intent', 'I2', { audit: GOOD.audit.filter(({ deed, attemptId }) => deed !== 'write' || attemptId !== 'a-b') }],
  ['a write carries no attempt', 'I2', { writes: [write('a', 'b', 10, { clientRequestId: null }), write('b', 'a', 20)] }],
  ['the intent is noted after the write', 'I2', { audit: [note('write', 'a', 'b', 12), ...GOOD.audit.slice(1)] }],
  ['two writes overlap on one VNet', 'I3', { writes: [write('a', 'b', 10), write('b', 'a', 10.2)] }],
  [
    'a write begins while the operation of another runs',
    'I3',
    { writes: [write('a', 'b', 10, { durationMs: 3000 }), write('b', 'a', 12)] },
  ],
  ['a write stands in no plan', 'I5', { writes: [...GOOD.writes, write('a', 'c', 40)] }],
  ['a half is deleted that was to be written', 'I5', { writes: [...GOOD.writes, write('a', 'b', 40, { method: 'DELETE' })] }],
  ['a write was done twice', 'I4', { writes: [...GOOD.writes, write('a', 'b', 40)] }],
  ['what is said to be done is not there', 'I6', { halves: new Map() }],
  [
    'what is said to be done has other options',
    'I6',
    { halves: new Map([...GOOD.halves.keys()].map((id) => [id, optionsOf({ ...OPTIONS, allowTransit: true })])) },
  ],
  ['an outcome is noted twice', 'I12', { audit: [...GOOD.audit, note('outcome', 'a', 'b', 30)] }],
  ['the audit was tampered with', 'I12', { isAuditWhole: false }],
];

describe('the checker of histories', () => {
  it('finds nothing in a good one', () => {
    expect(broken(GOOD)).toEqual([]);
  });

  it('lets a refused write be sent again', () => {
    expect(broken({ ...GOOD, writes: [write('a', 'b', 9.5, { status: 409, durationMs: 1 }), ...GOOD.writes] })).toEqual([]);
  });

  it.each(planted)('finds that %s (%s)', (_, code, change) => {
    expect(broken({ ...GOOD, ...change }).join()).toContain(code);
  });
});
