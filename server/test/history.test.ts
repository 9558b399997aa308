import type { ApplyDocument, AuditEntry } from '@peerscape/shared/api';
import { resourceKey } from '@peerscape/shared/arm';
import { describe, expect, it } from 'vitest';
import { findViolations, type History, optionsOf, type RecordedWrite } from './history.ts';

/** Tests the checker itself: each violation is constructed here and must be detected. */
const VNET = (name: string) => `/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/${name}`;
const HALF = (from: string, to: string) => `${VNET(from)}/virtualNetworkPeerings/${from}-${to}`;
const OPTIONS = { allowAccess: true, allowForwarded: false, allowTransit: false, useRemoteGateways: false };

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString();
const write = (from: string, to: string, seconds: number, more: Partial<RecordedWrite> = {}): RecordedWrite => ({
  method: 'PUT',
  id: HALF(from, to),
  status: 201,
  isExecuted: true,
  time: at(seconds),
  durationMs: 500,
  clientRequestId: `${from}-${to}`,
  ...more,
});
const entry = (deed: 'write' | 'outcome', from: string, to: string, seconds: number, text = 'succeeded: Done'): AuditEntry => ({
  serial: 0,
  at: at(seconds),
  by: 'me',
  identity: null,
  deed,
  subject: HALF(from, to),
  text: deed === 'write' ? `create ${from}-${to}` : text,
  planHash: 'h',
  applyId: 'apply',
  attemptId: `${from}-${to}`,
  before: null,
  after: { remoteId: VNET(to), ...OPTIONS },
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
  audit: [entry('write', 'a', 'b', 9), entry('outcome', 'a', 'b', 15), entry('write', 'b', 'a', 19), entry('outcome', 'b', 'a', 25)],
  isAuditIntact: true,
  applies: [apply],
  acknowledged: ['apply'],
  halves: new Map(PAIRS.map(([from, to]) => [resourceKey(HALF(from, to)), optionsOf(OPTIONS)])),
};

const VIOLATIONS: readonly (readonly [string, string, Partial<History>])[] = [
  ['an acknowledged apply is lost', 'I1', { acknowledged: ['apply', 'another'] }],
  ['a write has no recorded attempt', 'I2', { audit: GOOD.audit.filter(({ deed, attemptId }) => deed !== 'write' || attemptId !== 'a-b') }],
  ['a write has no attempt id', 'I2', { writes: [write('a', 'b', 10, { clientRequestId: null }), write('b', 'a', 20)] }],
  ['an attempt is recorded after its write', 'I2', { audit: [entry('write', 'a', 'b', 12), ...GOOD.audit.slice(1)] }],
  ['two writes overlap on one VNet', 'I3', { writes: [write('a', 'b', 10), write('b', 'a', 10.2)] }],
  [
    'a write starts while the operation of another is in progress',
    'I3',
    { writes: [write('a', 'b', 10, { durationMs: 3000 }), write('b', 'a', 12)] },
  ],
  ['a write is not part of a plan', 'I5', { writes: [...GOOD.writes, write('a', 'c', 40)] }],
  ['a half is deleted instead of written', 'I5', { writes: [...GOOD.writes, write('a', 'b', 40, { method: 'DELETE' })] }],
  ['a write is executed twice', 'I4', { writes: [...GOOD.writes, write('a', 'b', 40)] }],
  ['a write is executed again because its response was lost', 'I4', { writes: [...GOOD.writes, write('a', 'b', 40, { status: 500 })] }],
  ['a successful step has no half in Azure', 'I6', { halves: new Map() }],
  [
    'a successful step has other options in Azure',
    'I6',
    { halves: new Map([...GOOD.halves.keys()].map((id) => [id, optionsOf({ ...OPTIONS, allowTransit: true })])) },
  ],
  [
    'a half is reported as deleted and is still in Azure',
    'I6',
    { audit: [...GOOD.audit, { ...entry('outcome', 'a', 'b', 30), after: null }] },
  ],
  [
    'a write is reported as never sent and was carried out',
    'I6',
    { audit: [...GOOD.audit.slice(0, 3), entry('outcome', 'b', 'a', 25, 'failed: The change did not reach Azure')] },
  ],
  [
    'a step is quarantined that sent nothing',
    'I7',
    {
      audit: GOOD.audit.filter(({ attemptId }) => attemptId === 'a-b'),
      writes: GOOD.writes.slice(0, 1),
      applies: [{ ...apply, steps: apply.steps.map((step, i) => (i === 1 ? { ...step, state: 'quarantined' as const } : step)) }],
    },
  ],
  ['an outcome is recorded twice', 'I12', { audit: [...GOOD.audit, entry('outcome', 'a', 'b', 30)] }],
  ['the audit log was altered', 'I12', { isAuditIntact: false }],
];

describe('the history checker', () => {
  it('finds no violations in a correct history', () => {
    expect(findViolations(GOOD)).toEqual([]);
  });

  it('allows a rejected write to be sent again', () => {
    expect(
      findViolations({ ...GOOD, writes: [write('a', 'b', 9.5, { status: 409, isExecuted: false, durationMs: 1 }), ...GOOD.writes] }),
    ).toEqual([]);
  });

  it.each(VIOLATIONS)('detects that %s (%s)', (_, code, change) => {
    expect(findViolations({ ...GOOD, ...change }).join()).toContain(code);
  });
});
