import { buildTopology } from '@peerscape/shared/topology';
import { useState } from 'react';
import { entriesOf } from '../../../features/health/list/entries.ts';
import { arrangeEntries } from '../../../features/health/list/findings-sections.ts';
import { FindingsView } from '../../../features/health/list/findings-view.tsx';
import { FindingPanel } from '../../../features/health/panel/finding-panel.tsx';
import { FINDING_KINDS, type FindingKind } from '../../../lib/format/finding-kinds.ts';
import { URL_DEFAULTS, type UrlState } from '../../../lib/state/url-state.ts';
import type { Health } from '../../../lib/state/use-health.ts';
import { severityLabel } from '../../../ui/severity-badge.tsx';
import { CONTOSO, createHealth, muteOf, rowsOf } from '../fixtures.ts';
import { type GallerySection, ignore, type Specimen } from '../specimen.ts';

const [firstWarning] = createHealth(CONTOSO).visible.all.filter(({ severity }) => severity === 'warning');
const HEALTH = createHealth(CONTOSO, firstWarning ? [muteOf(firstWarning.code)] : []);
const ENTRIES = entriesOf(HEALTH);
const CLEAN = buildTopology(rowsOf('# Two\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na <-> b\n'));

function List({ health, topology = CONTOSO, list = 'by-rule' }: { health: Health; topology?: typeof CONTOSO; list?: UrlState['list'] }) {
  const [url, setUrl] = useState<UrlState>({ ...URL_DEFAULTS, list });
  const entries = entriesOf(health);
  return (
    <FindingsView
      topology={topology}
      health={health}
      entries={entries}
      sections={arrangeEntries(entries, url, undefined)}
      url={url}
      setUrl={(change) => setUrl({ ...url, ...change })}
      readErrorCount={0}
      onOpen={({ id }) => setUrl({ ...url, finding: id })}
      onShowAll={() => setUrl({ ...url, kinds: '', code: '' })}
    />
  );
}

const HANDLERS = {
  onStep: ignore,
  onClose: ignore,
  onShowOnMap: ignore,
  toPortalUrl: (id: string) => `https://portal.azure.com/#@contoso.example/resource${id}`,
  onInspect: ignore,
  onCopy: ignore,
  onAddToDraft: ignore,
};

const panelOf = (kind: FindingKind): Specimen => ({
  title: `Finding: ${severityLabel(kind)}`,
  frame: 'panel',
  content: (
    <FindingPanel topology={CONTOSO} health={HEALTH} entry={ENTRIES.find((entry) => entry.kind === kind)} place="3 of 19" {...HANDLERS} />
  ),
});

const missing = (title: string, health: Health): Specimen => ({
  ...panelOf('error'),
  title,
  content: <FindingPanel topology={CONTOSO} health={health} entry={undefined} place="" {...HANDLERS} />,
});

export const FINDINGS_SECTION: GallerySection = {
  id: 'findings',
  title: 'Findings',
  specimens: [
    { title: 'Findings by rule, one rule muted', frame: 'view', content: <List health={HEALTH} /> },
    { title: 'Findings as a list', frame: 'view', content: <List health={HEALTH} list="flat" /> },
    { title: 'Checking', frame: 'view', content: <List health={{ ...HEALTH, report: undefined, isRunning: true }} /> },
    { title: 'Checks failed', frame: 'page', content: <List health={{ ...HEALTH, report: undefined, fault: 'x is not iterable' }} /> },
    { title: 'No findings', frame: 'view', content: <List topology={CLEAN} health={createHealth(CLEAN)} /> },
    ...FINDING_KINDS.map(panelOf),
    missing('Finding: no longer exists', HEALTH),
    missing('Finding: checks are running', { ...HEALTH, isRunning: true }),
  ],
};
