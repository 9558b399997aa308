/** Opens a store and kills itself, as by `kill -9`, before the nth statement; exits normally if there are fewer. Started by sqlite-kill.test.ts. */
import Sqlite from 'libsql';
import { openStore } from '../src/store/index.ts';
import { ESTATE } from '../src/store/testing/samples.ts';

const [, , file = '', nth] = process.argv;
let statements = 0;
Sqlite.prototype.prepare = new Proxy(Sqlite.prototype.prepare, {
  apply: (prepare, database, sql) => {
    statements += 1;
    if (statements === Number(nth)) process.kill(process.pid, 'SIGKILL');
    return Reflect.apply(prepare, database, sql);
  },
});
await openStore({ file }, ESTATE);
process.exit();
