import type { ProblemDetails } from '@peerscape/shared/api';
import type { Dialect } from './migrations.ts';

/** Reason why a database cannot be opened or written, and advice, each as a clause. */
interface OutageReason {
  readonly codes: RegExp;
  readonly reason: string;
  readonly advice: string;
}

/** Code for driver errors without one: a connection or a file is not available. */
export const UNAVAILABLE = 'unavailable';
/** Code for a file that is no longer in its place, although the process can still write to it. */
export const FILE_MISSING = 'file-missing';

/**
 * Reasons by the code of SQLite, PostgreSQL (appendix A of its manual) or the operating system; the first match applies. A code that is not
 * listed is a bug in Peerscape.
 */
const OUTAGE_REASONS: Readonly<Record<Dialect, readonly OutageReason[]>> = {
  sqlite: [
    {
      // a full disk cannot hold SQLite's shared memory file either
      codes: /^(SQLITE_FULL|SQLITE_IOERR_SHM(SIZE|OPEN|MAP)|ENOSPC|EDQUOT)$/,
      reason: 'the disk is full',
      advice: 'Free some space, or choose another folder with --data',
    },
    {
      codes: /^(SQLITE_NOTADB|SQLITE_CORRUPT)/,
      reason: 'its file is damaged or is not a data store',
      advice: 'Restore a backup, or move the file away to start with an empty store',
    },
    {
      codes: new RegExp(`^(${FILE_MISSING}|SQLITE_READONLY_DBMOVED)$`),
      reason: 'its file was moved, deleted or replaced',
      advice: 'Put the file back; its latest changes are lost if Peerscape stops before that',
    },
    {
      codes: /^(EEXIST|ENOTDIR)$/,
      reason: 'the path is not a folder',
      advice: 'Choose another folder with --data',
    },
    {
      codes: /^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|EACCES|EPERM|EROFS|ENOENT|unavailable)/,
      reason: 'this account may not read or write its files',
      advice: 'Change their permissions, or choose another folder with --data',
    },
    {
      codes: /^(SQLITE_IOERR|EIO|EFBIG)/,
      reason: 'the disk reports an error',
      advice: 'Check that it is connected and below its quota, or choose another folder with --data',
    },
    {
      codes: /^SQLITE_(BUSY|LOCKED|PROTOCOL)/,
      reason: 'another program has locked its file',
      advice: 'End that program, for example a backup',
    },
  ],
  postgresql: [
    { codes: /^(53100|ENOSPC)$/, reason: 'the disk of the database server is full', advice: 'Free some space there' },
    {
      codes: /^25006$/,
      reason: 'the database is read-only, as a standby server is',
      advice: 'Make it writable, or connect to the primary server in DATABASE_URL',
    },
    {
      codes: /^(53300|53400|EMFILE)$/,
      reason: 'the database server has too many connections',
      advice: 'Close other connections, or raise its max_connections',
    },
    { codes: /^(28P01|28000)$/, reason: 'the user name or password is wrong', advice: 'Check DATABASE_URL' },
    { codes: /^3D000$/, reason: 'the server has no database with that name', advice: 'Create it, or change DATABASE_URL' },
    { codes: /^42501$/, reason: 'the user may not create or change tables', advice: 'Grant that permission' },
    {
      codes: /^(57014|55P03|40P01|25P0[34])$/,
      reason: 'the database server takes too long to respond',
      advice: 'Check its load and whether another program has locked its tables',
    },
    {
      codes: /^(58|XX00[12])/,
      reason: 'the database server reports that its disk or data is damaged',
      advice: 'See the log of the database server',
    },
    {
      codes: /^(E(?!RR_)[A-Z_]+|08...|53...|57P..|unavailable)$/,
      reason: 'the database server does not respond',
      advice: 'Check that it is running, and check the host and port in DATABASE_URL',
    },
  ],
};

/** Returns the reason and advice for the code of a database error; undefined for a bug. */
export const findOutageReason = (dialect: Dialect, code: string): OutageReason | undefined =>
  OUTAGE_REASONS[dialect].find(({ codes }) => codes.test(code));

/** Describes for the user that nothing can be stored at `location` for now. */
export const describeOutage = (location: string, { reason, advice }: Pick<OutageReason, 'reason' | 'advice'>): ProblemDetails => ({
  title: `The data store cannot be written: ${reason}`,
  detail: `${location}: ${advice}. Until then, Peerscape is read-only and deployments are paused; they continue by themselves.`,
});
