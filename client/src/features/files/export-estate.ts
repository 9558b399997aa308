import type { Snapshot } from '@peerscape/shared/topology';
import { fileNameOf } from '../../lib/format/file-name.ts';
import { saveText } from '../../lib/format/save-file.ts';

/** Saves the estate as a file that Peerscape opens again; `anonymised` replaces everything that identifies its owner. */
export async function exportEstate(snapshot: Snapshot, kind: 'full' | 'anonymised'): Promise<void> {
  const { anonymise, formatSnapshot } = await import('@peerscape/shared/export');
  const content = kind === 'full' ? snapshot : anonymise(snapshot, randomBit);
  saveText(nameOf(snapshot, kind), 'application/json', formatSnapshot(content));
}

const randomBit = (): boolean => ((crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) & 1) === 1;

/** Returns the file name. That of the anonymised file does not name the source. */
const nameOf = ({ source, readAt }: Snapshot, kind: 'full' | 'anonymised'): string =>
  kind === 'full' ? fileNameOf(source, 'estate', readAt, 'json') : fileNameOf({ name: 'anonymised' }, 'estate', readAt, 'json');
