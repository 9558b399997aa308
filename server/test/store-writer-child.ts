/** Writes to a store until it is killed, and prints the number of each acknowledged entry on a line. Started by sqlite-kill.test.ts. */
import { openStore } from '../src/store/index.ts';
import { anAuditEntry, ESTATE } from '../src/store/testing/samples.ts';

const store = await openStore({ file: process.argv[2] ?? '' }, ESTATE);
for (let i = (await store.serial()) + 1; ; i += 1) {
  await store.addAudit(anAuditEntry(`action ${i}`));
  process.stdout.write(`${i}\n`);
}
