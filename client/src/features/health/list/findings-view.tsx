import { Button } from '@fluentui/react-components';
import { CheckmarkCircle24Regular, Filter20Regular } from '@fluentui/react-icons';
import type { Topology } from '@peerscape/shared/topology';
import { count } from '../../../lib/format/format.ts';
import { saveText } from '../../../lib/format/save-file.ts';
import type { UrlState } from '../../../lib/state/url-state.ts';
import type { Health } from '../../../lib/state/use-health.ts';
import type { SetUrlState } from '../../../lib/state/use-url-state.ts';
import page from '../../../ui/list-page.module.css';
import { Notice } from '../../../ui/notice.tsx';
import { Screen } from '../../../ui/screen.tsx';
import type { Entry } from './entries.ts';
import { toCsv, toJson } from './export-findings.ts';
import { FindingsList } from './findings-list.tsx';
import { type FindingsSection, flattenSections } from './findings-sections.ts';
import { describeChecks, Summary } from './summary.tsx';

export interface FindingsViewProps {
  readonly topology: Topology;
  readonly health: Health;
  readonly entries: readonly Entry[];
  /** Entries that match the chosen kinds, rule and filter. */
  readonly sections: readonly FindingsSection[];
  readonly url: UrlState;
  readonly setUrl: SetUrlState;
  readonly readErrorCount: number;
  readonly onOpen: (entry: Entry) => void;
  readonly onShowAll: () => void;
}

/** Renders the findings page: what was checked, the findings, inconclusive checks and mutes. */
export function FindingsView({ topology, health, entries, sections, url, setUrl, readErrorCount, onOpen, onShowAll }: FindingsViewProps) {
  const { report, muted, isRunning, isWriting, fault } = health;
  if (fault && !report) return <CheckFault fault={fault} />;
  if (!report) {
    return (
      <Screen title="Checking…" busy>
        <p>{describeChecks(topology).replace(' checked ', ' are checking ')}</p>
      </Screen>
    );
  }
  const shown = flattenSections(sections);
  const save = (format: 'csv' | 'json') => saveText(`findings.${format}`, FORMATS[format].type, FORMATS[format].text(shown, muted));
  return (
    <div className={page.page}>
      <Summary
        topology={topology}
        entries={entries}
        passed={report.counts.pass}
        isRunning={isRunning}
        isWriting={isWriting}
        url={url}
        setUrl={setUrl}
        shownCount={shown.length}
        onExport={save}
      />
      {fault ? <CheckFault fault={fault} /> : null}
      {shown.length > 0 ? (
        <FindingsList
          parts={sections}
          isGrouped={url.list === 'by-rule'}
          muted={muted}
          selected={url.finding}
          onOpen={onOpen}
          sort={url.sort}
          onSort={(sort) => setUrl({ sort }, { replace: true })}
        />
      ) : entries.length > 0 ? (
        <NoResults total={entries.length} onShowAll={onShowAll} />
      ) : (
        <NoFindings topology={topology} passed={report.counts.pass} readErrorCount={readErrorCount} />
      )}
    </div>
  );
}

const FORMATS = { csv: { type: 'text/csv', text: toCsv }, json: { type: 'application/json', text: toJson } } as const;

const CheckFault = ({ fault }: { fault: string }) => (
  <Notice severity="error" title="The checks could not run">
    This is an error in Peerscape; everything else still works. Details: {fault}
  </Notice>
);

function NoResults({ total, onShowAll }: { total: number; onShowAll: () => void }) {
  return (
    <Screen
      icon={<Filter20Regular />}
      title="No results"
      actions={
        <Button appearance="primary" onClick={onShowAll}>
          Show all
        </Button>
      }
    >
      <p>None of {count(total, 'row')} match the options above and the filter.</p>
    </Screen>
  );
}

function NoFindings({ topology, passed, readErrorCount }: { topology: Topology; passed: number; readErrorCount: number }) {
  return (
    <Screen icon={<CheckmarkCircle24Regular />} title="No findings">
      <p>
        {describeChecks(topology)} {count(passed, 'check')} passed; none failed or were inconclusive.
      </p>
      {readErrorCount > 0 ? (
        <p>This covers only what could be read: {count(readErrorCount, 'part')} of the estate could not be read.</p>
      ) : null}
    </Screen>
  );
}
