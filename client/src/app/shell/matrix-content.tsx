import { Suspense, useCallback } from 'react';
import { fileNameOf } from '../../lib/format/file-name.ts';
import { resolveGrouping } from '../../lib/format/grouping.ts';
import { saveText } from '../../lib/format/save-file.ts';
import { Screen } from '../../ui/screen.tsx';
import { askReach } from '../commands/reach-command.ts';
import { MatrixView } from '../lazy.ts';
import type { MainViewProps } from './main-view.tsx';

/** Renders the matrix of which VNets reach which. */
export function MatrixContent({ context, estate, filter }: MainViewProps) {
  const { url, setUrl, topology } = context;
  const { snapshot } = estate;
  const onAsk = useCallback((from: string, to: string) => askReach({ setUrl }, from, to), [setUrl]);
  return (
    <Suspense fallback={<Screen title="Loading reach matrix…" busy />}>
      <MatrixView
        topology={topology}
        rows={snapshot.rows}
        grouping={resolveGrouping(url.group, topology.vnets.size)}
        shown={filter.shown}
        hidesOthers={url.others === 'hide'}
        onGrouping={(group) => setUrl({ group }, { replace: true })}
        onHideOthers={(hides) => setUrl({ others: hides ? 'hide' : 'dim' }, { replace: true })}
        onAsk={onAsk}
        onSave={(csv) => saveText(fileNameOf(snapshot.source, 'reach', snapshot.readAt, 'csv'), 'text/csv', csv)}
      />
    </Suspense>
  );
}
