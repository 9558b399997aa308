import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { anonymise, formatSnapshot } from '@peerscape/shared/export';
import type { Snapshot } from '@peerscape/shared/topology';
import { StartFailure } from '../failure.ts';
import type { CheckOptions } from './arguments.ts';

/** Writes what was read to the files of `--export` and `--export-anonymised`. Returns their paths. */
export async function writeExports(snapshot: Snapshot, { exportTo, exportAnonymisedTo }: CheckOptions): Promise<readonly string[]> {
  if (exportTo !== undefined) await write(exportTo, snapshot);
  if (exportAnonymisedTo !== undefined)
    await write(
      exportAnonymisedTo,
      anonymise(snapshot, () => randomInt(2) === 1),
    );
  return [exportTo, exportAnonymisedTo].flatMap((file) => file ?? []);
}

const write = (file: string, snapshot: Snapshot): Promise<void> =>
  writeFile(file, formatSnapshot(snapshot)).catch((error: Error) => {
    throw new StartFailure(`Cannot write the export: ${error.message}`);
  });
