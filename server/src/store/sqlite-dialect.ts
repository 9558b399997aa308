import { SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';
import type Sqlite from 'libsql';

/** Kysely's SQLite, with two things that it does not know of SQLite. */
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

/** Tables that a migration changed are changed back too, when it is broken off. */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Where SQLite has ended the transaction itself, as it does when the disk is full, asking for it again would hide why. */
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
