import { Button } from '@fluentui/react-components';
import type { ResourceKey } from '@peerscape/shared/arm';
import { DIFF_CHANGES, type DiffEntry, type DiffSubject, diffReadings, type Reading } from '@peerscape/shared/diff';
import { buildTopology, type Snapshot } from '@peerscape/shared/topology';
import { useMemo, useRef } from 'react';
import { formatNumber } from '../../lib/format/format.ts';
import { useReport } from '../../lib/server/use-report.ts';
import { Facts } from '../../ui/facts.tsx';
import { Fold } from '../../ui/fold.tsx';
import panel from '../../ui/panel.module.css';
import { Panel, Section } from '../../ui/panel.tsx';
import { Screen } from '../../ui/screen.tsx';
import { ShowMore, useShowMore } from '../../ui/show-more.tsx';
import { Time } from '../../ui/time.tsx';
import { ChangeEntry } from './change-entry.tsx';

interface ChangesPanelProps {
  /** Reading of the estate that is shown, with its report once the rules have run. */
  readonly current: Omit<Reading, 'report'> & Partial<Pick<Reading, 'report'>>;
  readonly earlier: Snapshot | undefined;
  /** Returns the action that shows VNets or a half on the map; undefined if they are not there. */
  readonly toShow: (keys: readonly ResourceKey[]) => (() => void) | undefined;
  readonly onCompare: () => void;
  readonly onClose: () => void;
}

/** Compares the estate that is shown with earlier files. */
export function ChangesPanel({ earlier, ...props }: ChangesPanelProps) {
  return earlier ? <Comparison {...props} earlier={earlier} /> : <Empty {...props} />;
}

const COMPARE_LABEL = 'Compare with an earlier file…';

const Empty = ({ onCompare, onClose }: Pick<ChangesPanelProps, 'onCompare' | 'onClose'>) => (
  <Panel kind="Changes" title="No file to compare with" onClose={onClose}>
    <Screen title="Select a file that was exported earlier">
      <p>The comparison shows which VNets, peerings and findings were added, removed or changed.</p>
      <Button onClick={onCompare}>{COMPARE_LABEL}</Button>
    </Screen>
  </Panel>
);

function Comparison({ current, earlier, toShow, onCompare, onClose }: ChangesPanelProps & { readonly earlier: Snapshot }) {
  const topology = useMemo(() => buildTopology(earlier.rows), [earlier]);
  const { report, fault } = useReport(earlier.rows);
  const isEarlierOlder = earlier.readAt <= current.snapshot.readAt;
  const entries = useMemo(() => {
    if (!report || !current.report) return undefined;
    const [file, shown] = [
      { snapshot: earlier, topology, report },
      { ...current, report: current.report },
    ];
    return isEarlierOlder ? diffReadings(file, shown) : diffReadings(shown, file);
  }, [earlier, topology, report, current, isEarlierOlder]);
  const [before, after] = isEarlierOlder ? [earlier, current.snapshot] : [current.snapshot, earlier];
  return (
    <Panel
      kind="Changes"
      title={`${before.source.name} → ${after.source.name}`}
      intro={
        <>
          {entries?.length ? <Facts facts={countChanges(entries)} /> : null}
          <p className={panel.quiet}>
            From <Time at={before.readAt} /> to <Time at={after.readAt} />.
          </p>
        </>
      }
      footer={
        <div className={panel.actions}>
          <Button size="small" onClick={onCompare}>
            {COMPARE_LABEL}
          </Button>
        </div>
      }
      onClose={onClose}
    >
      {fault ? <Screen title="The comparison failed">{fault}</Screen> : null}
      {!entries && !fault ? <Screen title="Comparing…" busy /> : null}
      {entries?.length === 0 ? (
        <Screen title="No changes">
          <p>Both contain the same VNets, peerings and findings.</p>
        </Screen>
      ) : null}
      {entries ? <Entries entries={entries} toShow={toShow} /> : null}
    </Panel>
  );
}

const SECTIONS: readonly (readonly [DiffSubject, title: string])[] = [
  ['finding', 'Findings'],
  ['vnet', 'VNets'],
  ['half', 'Peering halves'],
];

/** Number of entries that a section shows at first, and adds on demand. */
const PAGE = 200;

function Entries({ entries, toShow }: { readonly entries: readonly DiffEntry[] } & Pick<ChangesPanelProps, 'toShow'>) {
  const unknown = entries.filter(({ change }) => change === 'unknown');
  return (
    <>
      {SECTIONS.map(([subject, title]) => {
        const own = entries.filter((entry) => entry.subject === subject && entry.change !== 'unknown');
        return own.length === 0 ? null : (
          <Section key={subject} title={title} count={own.length}>
            <EntryList entries={own} toShow={toShow} />
          </Section>
        );
      })}
      {unknown.length > 0 ? (
        <Fold title="Unknown" count={unknown.length} hint="not read, or inconclusive, on one side" isLazy>
          <EntryList entries={unknown} toShow={toShow} />
        </Fold>
      ) : null}
    </>
  );
}

function EntryList({ entries, toShow }: { readonly entries: readonly DiffEntry[] } & Pick<ChangesPanelProps, 'toShow'>) {
  const list = useRef<HTMLUListElement>(null);
  const { shown, more } = useShowMore(entries, PAGE, { step: PAGE });
  return (
    <>
      <ul ref={list}>
        {shown.map((entry) => (
          <ChangeEntry key={`${entry.subject} ${entry.id}`} entry={entry} onShow={toShow(entry.keys)} />
        ))}
      </ul>
      <ShowMore {...more} list={list} noun="item" />
    </>
  );
}

/** Counts the differences of each subject: `1 added, 2 removed, 1 unknown`. */
const countChanges = (entries: readonly DiffEntry[]): readonly (readonly [name: string, value: string | undefined])[] =>
  SECTIONS.map(([subject, title]) => {
    const counts = DIFF_CHANGES.map((change) => {
      const n = entries.filter((entry) => entry.subject === subject && entry.change === change).length;
      return n === 0 ? [] : [`${formatNumber(n)} ${change}`];
    });
    return [title, counts.flat().join(', ')];
  });
