import { createProblem } from '@peerscape/shared/api';
import type { Snapshot, Source } from '@peerscape/shared/topology';
import { ChangesPanel } from '../../../features/files/changes-panel.tsx';
import { OpenedFilesBanner } from '../../../features/files/opened-files-banner.tsx';
import { SourcePanel } from '../../../features/files/source-panel.tsx';
import type { FilesHandle } from '../../../features/files/use-files.ts';
import { CONTOSO, createHealth, SNAPSHOT, STATUS } from '../fixtures.ts';
import { type GallerySection, ignore, type Specimen } from '../specimen.ts';

const FILES: FilesHandle = {
  open: ignore,
  close: ignore,
  compare: ignore,
  rejectFolder: ignore,
  exportEstate: ignore,
  earlier: undefined,
  reading: undefined,
  problem: undefined,
  setProblem: ignore,
};
const FILE: Source = { kind: 'file', name: 'estate-october.json' };
const DAY_MS = 86_400_000;
/** The estate a day ago: without one VNet, and with different options on the first half. */
const EARLIER: Snapshot = {
  ...SNAPSHOT,
  source: FILE,
  readAt: new Date(Date.now() - DAY_MS).toISOString(),
  rows: {
    ...SNAPSHOT.rows,
    vnets: SNAPSHOT.rows.vnets.filter(({ id }) => !id.endsWith('/lab-island')),
    halves: SNAPSHOT.rows.halves.map((half, i) => (i === 0 ? { ...half, allowForwarded: !half.allowForwarded } : half)),
  },
};

const source = (title: string, more: { readonly replaced?: Source; readonly refusal?: string }): Specimen => ({
  title: `Source: ${title}`,
  frame: 'panel',
  content: (
    <SourcePanel
      snapshot={more.replaced ? { ...SNAPSHOT, source: FILE } : SNAPSHOT}
      topology={CONTOSO}
      readAt={SNAPSHOT.readAt}
      replaced={more.replaced}
      refusal={more.refusal}
      store={STATUS.store}
      files={FILES}
      onReadErrors={ignore}
      onClose={ignore}
    />
  ),
});

const changes = (title: string, earlier: Snapshot | undefined): Specimen => ({
  title: `Changes: ${title}`,
  frame: 'panel',
  content: (
    <ChangesPanel
      current={{ snapshot: SNAPSHOT, topology: CONTOSO, ...reportOf() }}
      earlier={earlier}
      toShow={() => undefined}
      onCompare={ignore}
      onClose={ignore}
    />
  ),
});

function reportOf() {
  const { report } = createHealth(CONTOSO);
  return report ? { report } : {};
}

const banner = (title: string, replaced: Source | undefined, more: Partial<FilesHandle>): Specimen => ({
  title: `Banner: ${title}`,
  frame: 'page',
  content: <OpenedFilesBanner source={FILE} replaced={replaced} files={{ ...FILES, ...more }} />,
});

export const FILES_SECTION: GallerySection = {
  id: 'files',
  title: 'Files',
  specimens: [
    banner('files are open', SNAPSHOT.source, {}),
    banner('reading files', undefined, { reading: 'estate-october.json' }),
    banner('files cannot be opened', undefined, {
      problem: createProblem('bad-file', { detail: 'estate-october.json is not JSON: Unexpected token at line 1.' }),
    }),
    source('Azure', {}),
    source('files are open', { replaced: SNAPSHOT.source }),
    source('files cannot be opened here', { refusal: 'Other people use this server, and all of them would see the files.' }),
    changes('since yesterday', EARLIER),
    changes('no file to compare with', undefined),
  ],
};
