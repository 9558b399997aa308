import type { HalfRow } from '@peerscape/shared/topology';
import type { EstateOptions } from '../estates.ts';
import type { Claim, NewAuditEntry, Store, StoredApply, StoredPlan } from '../store.ts';

/** The estate of the test data. */
export const ESTATE: EstateOptions = { key: 'sandbox tenant', legacyKey: 'sandbox test', identity: () => 'ann@contoso.com (1)' };
/** Another estate in the same database. */
export const OTHER_ESTATE: EstateOptions = { ...ESTATE, key: 'sandbox another tenant' };

/** An hour: longer than any test. */
export const LONG_MS = 3_600_000;

const WRITE = {
  remoteId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/spoke',
  allowAccess: true,
  allowForwarded: false,
  allowTransit: false,
  useRemoteGateways: false,
};

export const HALF: HalfRow = {
  ...WRITE,
  id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/hub/virtualNetworkPeerings/hub-spoke',
  state: 'Connected',
  remoteLearned: ['10.1.0.0/16'],
  other: { brandNew: { 'nested\0': [1, null, 'ü🙂\ud800'] } },
};

export const aPlan = (id: string, more: Partial<StoredPlan> = {}): StoredPlan => ({
  id,
  hash: `hash of ${id}`,
  kind: 'change',
  undoes: null,
  madeAt: '2026-01-01T10:00:00.000Z',
  expiresAt: '2026-01-01T11:00:00.000Z',
  by: 'ann',
  intents: [],
  plan: {
    basedOn: 'x',
    steps: [],
    blockers: [],
    unchecked: [],
    notes: [{ code: 'note', text: 'Zwölf Änderungen 🙂 and a NUL \0', vnets: ['hub'] }],
    handOff: [],
    counts: { create: 0, update: 0, sync: 0, delete: 0 },
  },
  closes: [],
  opens: [],
  missingRights: [],
  rounds: 0,
  seconds: 0,
  apply: null,
  ...more,
});

export const anApply = (id: string, planId: string, more: Partial<StoredApply> = {}): StoredApply => ({
  id,
  planId,
  kind: 'change',
  undoes: null,
  by: 'ann',
  key: `key of ${id}`,
  startedAt: '2026-01-01T10:00:01.000Z',
  endedAt: null,
  state: 'running',
  trouble: null,
  ...more,
});

export const anAuditEntry = (text: string, more: Partial<NewAuditEntry> = {}): NewAuditEntry => ({
  by: 'ann',
  deed: 'write',
  subject: HALF.id,
  text,
  planHash: null,
  applyId: null,
  attemptId: null,
  before: null,
  after: null,
  ...more,
});

/** Claims an apply for a holder; fails when another holder has it. */
export async function mustClaim(store: Store, applyId: string, holder = 'h', milliseconds = LONG_MS): Promise<Claim> {
  const claim = (await store.claim(holder, milliseconds)).find((candidate) => candidate.applyId === applyId);
  if (!claim) throw new Error(`${holder} cannot claim ${applyId}`);
  return claim;
}
