import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'libsql';
import { describe } from 'vitest';
import { openStore } from './open-store.ts';
import { ESTATE } from './testing/samples.ts';
import type { StoreHarness } from './testing/store-harness.ts';
import { testStore } from './testing/test-store.ts';

async function createSqliteHarness(): Promise<StoreHarness> {
  const folder = mkdtempSync(path.join(tmpdir(), 'peerscape-store-'));
  const file = path.join(folder, 'peerscape.db');
  let store = await openStore({ file }, ESTATE);
  return {
    stores: [store],
    reopen: async (estate = ESTATE) => {
      await store.close();
      store = await openStore({ file }, estate);
      return store;
    },
    tamper: async (sql) => {
      const sqlite = new Sqlite(file);
      try {
        sqlite.exec(sql);
      } finally {
        sqlite.close();
      }
    },
    dropAuditTriggers: ['drop trigger audit_is_not_changed', 'drop trigger audit_is_not_forgotten'],
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

describe('a store in a file', () => testStore('SQLite', createSqliteHarness));
