import { Suspense } from 'react';
import { fileNameOf } from '../../lib/format/file-name.ts';
import { saveText } from '../../lib/format/save-file.ts';
import { Screen } from '../../ui/screen.tsx';
import { AddressesView } from '../lazy.ts';
import type { MainViewProps } from './main-view.tsx';

/** Renders the address plan of the estate. */
export function AddressesContent({ context, estate, filter, onSelect }: MainViewProps) {
  const { url, setUrl, focused, setSelected, roleOverrides, copy } = context;
  const { snapshot } = estate;
  return (
    <Suspense fallback={<Screen title="Loading address plan…" busy />}>
      <AddressesView
        topology={estate.topology}
        roles={roleOverrides.roles}
        readErrors={snapshot.unread}
        shown={filter.shown}
        focused={focused?.kind === 'vnet' ? focused.key : undefined}
        url={url}
        setUrl={setUrl}
        onOpen={(key) => onSelect({ kind: 'vnet', key })}
        onShowPair={(pair) => {
          setSelected(pair.filter((key) => estate.topology.vnets.has(key)));
          context.showOnMap({ kind: 'vnet', key: pair[0] });
        }}
        onCopy={copy}
        onSave={(csv) => saveText(fileNameOf(snapshot.source, 'addresses', snapshot.readAt, 'csv'), 'text/csv', csv)}
      />
    </Suspense>
  );
}
