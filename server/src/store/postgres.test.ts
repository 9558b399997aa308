import pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import { type Postgres, startPostgres } from '../../test/postgres.ts';
import { openStore } from './open-store.ts';
import type { Store } from './store.ts';
import { ESTATE } from './testing/samples.ts';
import type { StoreHarness } from './testing/store-harness.ts';
import { testStore } from './testing/test-store.ts';

describe('a store in PostgreSQL', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.close());

  const createHarness = async (): Promise<StoreHarness> => {
    const databaseUrl = await postgres.database();
    const open = (estate = ESTATE) => openStore({ databaseUrl }, estate);
    // Three servers that start at the same time.
    const stores: [Store, ...Store[]] = await Promise.all([open(), open(), open()]);
    const closeAll = () => Promise.all(stores.splice(0).map((store) => store.close()));
    return {
      stores: [...stores],
      reopen: async (estate) => {
        await closeAll();
        const store = await open(estate);
        stores.push(store);
        return store;
      },
      tamper: async (sql) => {
        const client = new pg.Client(databaseUrl);
        await client.connect();
        try {
          await client.query(sql);
        } finally {
          await client.end();
        }
      },
      dropAuditTriggers: ['drop trigger audit_is_final on audit', 'drop trigger audit_is_not_forgotten on audit'],
      close: async () => {
        await closeAll();
      },
    };
  };

  testStore('PostgreSQL', createHarness);
});
