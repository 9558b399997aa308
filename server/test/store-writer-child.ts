/** Writes to a store for ever and says what was acknowledged, a number a line, until it is killed. Started by sqlite-kill.test.ts. */
import { openStore } from '../src/store/index.ts';
import { aDeed, ESTATE } from '../src/store/testing/samples.ts';

const store = await openStore({ file: process.argv[2] ?? '' }, ESTATE);
for (let i = (await store.serial()) + 1; ; i += 1) {
  await store.addAudit(aDeed(`deed ${i}`));
  process.stdout.write(`${i}\n`);
}
