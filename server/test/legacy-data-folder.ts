import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'libsql';

/** Tables as created by Peerscape 0.1, which did not distinguish tenants. Copied from such a file; do not change. */
const TABLES = `
CREATE TABLE "kysely_migration" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null);
CREATE TABLE "kysely_migration_lock" ("id" varchar(255) not null primary key, "is_locked" integer default 0 not null);
CREATE TABLE "plans" ("id" text primary key, "estate" text not null, "expires_at" text not null, "document" text not null, "apply" text);
CREATE TABLE "applies" ("id" text primary key, "estate" text not null, "plan_id" text not null unique references "plans" ("id"), "kind" text not null, "undoes" text, "by" text not null, "key" text not null, "started_at" text not null, "ended_at" text, "state" text not null, "trouble" text, "holder" text, "held_until" bigint not null, "place" bigint not null, constraint "applies_key" unique ("estate", "key"));
CREATE TABLE "steps" ("apply_id" text not null references "applies" ("id"), "step_id" text not null, "place" integer not null, "state" text not null, "since" text not null, "words" text, "until" text, "attempts" integer not null, "crashes" integer not null, "attempt_id" text, "operation_url" text, "problem" text, "before" text, "after" text, constraint "steps_key" primary key ("apply_id", "step_id"));
CREATE TABLE "leases" ("vnet" text primary key, "holder" text not null, "fence" bigint not null, "expires" bigint not null);
CREATE TABLE "audit" ("serial" bigint primary key, "at" text not null, "by" text not null, "deed" text not null, "subject" text not null, "text" text not null, "plan_hash" text, "apply_id" text, "attempt_id" text, "before" text, "after" text, "hash" text not null);
CREATE INDEX "audit_of_apply" on "audit" ("apply_id", "serial");
CREATE TABLE "kept" ("estate" text not null, "name" text not null, "version" integer not null, "value" text not null, "by" text not null, "at" text not null, constraint "kept_key" primary key ("estate", "name"));
CREATE TABLE "counters" ("name" text primary key, "value" bigint not null, "hash" text not null);
CREATE TRIGGER audit_is_not_changed before update on audit begin select raise(abort, 'the audit is final'); end;
CREATE TRIGGER audit_is_not_forgotten before delete on audit begin select raise(abort, 'the audit is final'); end;
insert into kysely_migration values ('001-changes', '2026-11-22T09:00:00.000Z');
insert into kysely_migration_lock values ('migration_lock', 0);
`;

const AT = '2026-11-22T10:00:00.000Z';
/** Id of the subscription that the older data folder is about. */
export const LEGACY_SUBSCRIPTION = '33333333-3333-4333-8333-333333333333';
const VNET = (name: string) =>
  `/subscriptions/${LEGACY_SUBSCRIPTION}/resourcegroups/network/providers/microsoft.network/virtualnetworks/${name}`;

/** Content of the older data folder, with each document in the form in which that version stored it. */
export const LEGACY_DATA = {
  draft: { intents: [{ kind: 'connect', a: VNET('hub'), b: VNET('a') }] },
  positions: { none: { [VNET('hub')]: [12, -7], [VNET('a')]: [3, 4] }, 'region/mesh': { [VNET('hub')]: [5, 6] } },
  mutes: [
    { id: '1 all', scope: { kind: 'code', code: 'VNP101' }, what: 'All', reason: 'known', since: '2026-11-22T10:00:00.000Z', until: null },
  ],
  apply: 'apply-1',
  plan: 'plan-1',
} as const;

/** Writes a data folder as left by Peerscape 0.1: a draft, positions, mutes, a completed apply and its audit entries. */
export function writeLegacyDataFolder(folder: string, { kind, name }: { readonly kind: string; readonly name: string }): void {
  const estate = `${kind} ${name}`;
  const own = path.join(
    folder,
    `${kind}-${name}`
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 80),
  );
  mkdirSync(own, { recursive: true });
  const db = new Sqlite(path.join(own, 'peerscape.db'));
  db.exec(TABLES);
  const insert = (table: string, row: Readonly<Record<string, string | number | null>>) =>
    db
      .prepare(
        `insert into ${table} values (${Object.keys(row)
          .map(() => '?')
          .join()})`,
      )
      .run(Object.values(row));

  for (const name of ['draft', 'positions', 'mutes'] as const)
    insert('kept', { estate, name, version: 3, value: JSON.stringify(LEGACY_DATA[name]), by: 'ann', at: AT });
  const step = {
    id: 'delete hub>a',
    action: 'delete',
    half: { from: VNET('hub'), to: VNET('a'), id: `${VNET('hub')}/virtualNetworkPeerings/hub-a`, name: 'hub-a' },
    expects: { kind: 'absent' },
    needs: [],
    changed: [],
    reason: 'The peering is to be deleted',
  };
  const plan = {
    id: LEGACY_DATA.plan,
    estate,
    hash: 'hash-1',
    kind: 'change',
    undoes: null,
    madeAt: AT,
    expiresAt: '2026-11-22T11:00:00.000Z',
    by: 'ann',
    intents: [{ kind: 'delete', from: VNET('hub'), to: VNET('a') }],
    plan: {
      basedOn: 'x',
      steps: [step],
      blockers: [],
      unchecked: [],
      notes: [],
      handOff: [],
      counts: { create: 0, update: 0, sync: 0, delete: 1 },
    },
    closes: [],
    opens: [],
    missingRights: [],
    rounds: 1,
    seconds: 20,
  };
  insert('plans', { id: LEGACY_DATA.plan, estate, expires_at: plan.expiresAt, document: JSON.stringify(plan), apply: LEGACY_DATA.apply });
  insert('applies', {
    id: LEGACY_DATA.apply,
    estate,
    plan_id: LEGACY_DATA.plan,
    kind: 'change',
    undoes: null,
    by: 'ann',
    key: 'key-1',
    started_at: AT,
    ended_at: AT,
    state: 'done',
    trouble: null,
    holder: 'a process of then',
    held_until: 0,
    place: 1,
  });
  insert('steps', {
    apply_id: LEGACY_DATA.apply,
    step_id: step.id,
    place: 0,
    state: 'succeeded',
    since: AT,
    words: 'Done, and read back from Azure',
    until: null,
    attempts: 1,
    crashes: 0,
    attempt_id: 'attempt-1',
    operation_url: null,
    problem: null,
    before: null,
    after: null,
  });

  let hash = '';
  const entries = [
    ['plan', LEGACY_DATA.plan, 'Planned 1 steps', null, null],
    ['mode', estate, 'Allowed changes', null, null],
    ['apply', LEGACY_DATA.plan, '1 to delete', LEGACY_DATA.apply, null],
    ['write', step.half.id, 'delete hub-a', LEGACY_DATA.apply, 'attempt-1'],
    ['outcome', step.half.id, 'succeeded: Done, and read back from Azure', LEGACY_DATA.apply, 'attempt-1'],
  ] as const;
  for (const [i, [deed, subject, text, apply_id, attempt_id]] of entries.entries()) {
    const row = {
      serial: i + 1,
      at: AT,
      by: 'ann',
      deed,
      subject,
      text,
      plan_hash: 'hash-1',
      apply_id,
      attempt_id,
      before: null,
      after: null,
    };
    hash = createHash('sha256')
      .update(JSON.stringify([hash, ...Object.values(row)]))
      .digest('base64url');
    insert('audit', { ...row, hash });
  }
  for (const [name, value] of Object.entries({ serial: 12, fence: 1, applies: 1, audit: entries.length }))
    insert('counters', { name, value, hash: name === 'audit' ? hash : '' });
  db.close();
}
