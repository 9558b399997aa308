import type { PeeringKey } from '@peerscape/shared/topology';
import { useState } from 'react';
import { PeeringTable } from '../../../features/table/peering-table.tsx';
import { VNetTable } from '../../../features/table/vnet-table.tsx';
import type { SortText } from '../../../lib/format/table-sort.ts';
import { indexFindings } from '../../../lib/state/findings.ts';
import { changeSelection } from '../../../lib/state/multi-selection.ts';
import { SortButton } from '../../../ui/sort-button.tsx';
import { CONTOSO, createHealth, nodeNamed, STATUSES } from '../fixtures.ts';
import css from '../gallery.module.css';
import { type GallerySection, ignore } from '../specimen.ts';

const FINDINGS = createHealth(CONTOSO).visible;

const TABLE = {
  origin: { source: { name: 'contoso' }, readAt: '2026-11-22T10:42:07Z', filter: '' },
  onAnnounce: ignore,
};

function VNets() {
  const [sort, setSort] = useState<SortText>('-peerings');
  const hub = nodeNamed(CONTOSO, 'hub-weu').key;
  const [selected, setSelected] = useState<ReadonlySet<typeof hub>>(new Set([hub]));
  return (
    <VNetTable
      {...TABLE}
      topology={CONTOSO}
      findings={FINDINGS}
      shown={undefined}
      selection={{ kind: 'vnet', key: nodeNamed(CONTOSO, 'hub-eus2').key }}
      onSelect={ignore}
      selected={selected}
      onChangeSelected={(keys, change) => setSelected(changeSelection(selected, keys, change))}
      sort={sort}
      onSort={setSort}
    />
  );
}

function Peerings() {
  const [sort, setSort] = useState<SortText>('half-configured');
  const [selected, setSelected] = useState<ReadonlySet<PeeringKey>>(new Set());
  return (
    <PeeringTable
      {...TABLE}
      topology={STATUSES}
      shown={undefined}
      selection={undefined}
      onSelect={ignore}
      selected={selected}
      onChangeSelected={(keys, change) => setSelected(changeSelection(selected, keys, change))}
      sort={sort}
      onSort={setSort}
    />
  );
}

export const TABLES_SECTION: GallerySection = {
  id: 'tables',
  title: 'Tables',
  specimens: [
    {
      title: 'Column titles: ascending, descending, not sorted',
      frame: 'page',
      content: (
        <div className={css.row}>
          {['name', '-name', ''].map((sort) => (
            <SortButton key={sort} column="name" title="Name" sort={sort} onSort={ignore} />
          ))}
        </div>
      ),
    },
    { title: 'VNets, one open and one selected', frame: 'view', content: <VNets /> },
    { title: 'Peerings of each half status', frame: 'view', content: <Peerings /> },
    {
      title: 'No rows',
      frame: 'page',
      content: (
        <VNetTable
          {...TABLE}
          topology={CONTOSO}
          findings={indexFindings([], CONTOSO)}
          shown={new Set()}
          selection={undefined}
          onSelect={ignore}
          selected={new Set()}
          onChangeSelected={ignore}
          sort=""
          onSort={ignore}
        />
      ),
    },
  ],
};
