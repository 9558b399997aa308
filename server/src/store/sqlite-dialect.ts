import { SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';
import type Sqlite from 'libsql';

/** Kysely's SQLite dialect with transactional migrations and a safe rollback. */
export class TransactionalSqlite extends SqliteDialect {
  readonly #sqlite: Sqlite.Database;

  constructor(sqlite: Sqlite.Database) {
    super({ database: sqlite });
    this.#sqlite = sqlite;
  }

  override createAdapter(): SqliteAdapter {
    return new Adapter();
  }

  override createDriver(): SqliteDriver {
    return new Driver(this.#sqlite);
  }
}

/** Lets Kysely roll back schema changes of a failed migration. */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Skips the rollback when SQLite has already ended the transaction, for example on a full disk; its error would hide the original one. */
class Driver extends SqliteDriver {
  readonly #sqlite: Sqlite.Database;

  constructor(sqlite: Sqlite.Database) {
    super({ database: sqlite });
    this.#sqlite = sqlite;
  }

  override async rollbackTransaction(connection: Parameters<SqliteDriver['rollbackTransaction']>[0]): Promise<void> {
    if (this.#sqlite.inTransaction) await super.rollbackTransaction(connection);
  }
}
