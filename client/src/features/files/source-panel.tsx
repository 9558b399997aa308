import { Button } from '@fluentui/react-components';
import type { Status } from '@peerscape/shared/api';
import { describeCoverage } from '@peerscape/shared/health';
import { kindsForRules, type Snapshot, type Source, type Topology } from '@peerscape/shared/topology';
import { count, formatAge, formatBytes } from '../../lib/format/format.ts';
import { formatSource } from '../../lib/format/format-source.ts';
import { Facts } from '../../ui/facts.tsx';
import panel from '../../ui/panel.module.css';
import { Panel, Section } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import { useNow } from '../../ui/use-now.ts';
import type { FilesHandle } from './use-files.ts';

interface SourcePanelProps {
  readonly snapshot: Snapshot;
  readonly topology: Topology;
  readonly readAt: string;
  /** Source that the opened files replace; undefined if none are open. */
  readonly replaced: Source | undefined;
  /** Reason why files cannot be opened here; undefined if they can. */
  readonly refusal: string | undefined;
  /** The data store of the server; undefined until it is open. */
  readonly store: Status['store'];
  readonly files: FilesHandle;
  readonly onReadErrors: () => void;
  readonly onClose: () => void;
}

/** Shows where the data comes from and what it contains, and exports, compares or replaces it. */
export function SourcePanel({ snapshot, topology, readAt, replaced, refusal, store, files, onReadErrors, onClose }: SourcePanelProps) {
  const now = useNow(1000);
  const { unread, messages = [], source } = snapshot;
  const isIncomplete = unread.length + kindsForRules(topology.missingKinds).length + messages.length > 0;
  return (
    <Panel kind="Data source" title={formatSource(source)} onClose={onClose}>
      <Section title="Contents">
        <Facts
          facts={[
            [
              'Read',
              <>
                <Time at={readAt} now={now} />, {formatAge(Date.parse(readAt), now)}
              </>,
            ],
            ['Contains', `${count(topology.vnets.size, 'VNet')}, ${count(topology.halves.size, 'peering half', 'peering halves')}`],
            ['Read errors', unread.length > 0 ? count(unread.length, 'scope') : 'None'],
          ]}
        />
        <p className={panel.quiet}>{describeCoverage(topology.missingKinds) ?? 'All resource types are included.'}</p>
        {isIncomplete ? (
          <div className={panel.actions}>
            <Button size="small" onClick={onReadErrors}>
              Show details
            </Button>
          </div>
        ) : null}
      </Section>
      <Section title="Export">
        <p className={panel.quiet}>
          A JSON file with everything that was read. It opens again on this page, or with <code>--file</code>, and has the same findings. In
          the anonymised file, names, IDs, tags and addresses are replaced.
        </p>
        <div className={panel.actions}>
          <Button size="small" onClick={() => files.exportEstate('full')}>
            Export estate
          </Button>
          <Button size="small" onClick={() => files.exportEstate('anonymised')}>
            Export anonymised estate
          </Button>
        </div>
      </Section>
      <Section title="Compare">
        <p className={panel.quiet}>Shows which VNets, peerings and findings have changed since a file was exported.</p>
        <div className={panel.actions}>
          <Button size="small" onClick={() => files.compare()}>
            Compare with an earlier file…
          </Button>
        </div>
      </Section>
      <Section title="Open files">
        <p className={panel.quiet}>
          {refusal ?? 'Exports of az, Terraform state, ARM templates or Peerscape. You can also drop them anywhere on the page.'}
        </p>
        <div className={panel.actions}>
          {refusal === undefined ? (
            <Button size="small" onClick={() => files.open()}>
              Open files…
            </Button>
          ) : null}
          {replaced ? (
            <Button size="small" onClick={files.close}>
              Return to {replaced.name}
            </Button>
          ) : null}
        </div>
      </Section>
      {store ? <StoreSection store={store} /> : null}
    </Panel>
  );
}

/** Describes where the server stores plans, deployments, the audit log and drafts, and how much. */
function StoreSection({ store: { kind, bytes, retentionDays, problem } }: { store: NonNullable<Status['store']> }) {
  return (
    <Section title="Data store">
      <Facts
        facts={[
          ['Location', kind === 'file' ? 'A file on the server' : 'PostgreSQL'],
          ['Size', bytes === null ? 'Not measured yet' : formatBytes(bytes)],
          ['History', retentionDays === null ? 'Stored permanently' : `Deleted after ${count(retentionDays, 'day')}`],
          ['Status', problem?.title ?? 'OK'],
        ]}
      />
      <p className={panel.quiet}>Contains plans, deployments, the audit log, and the draft, mutes, positions and roles of all users.</p>
    </Section>
  );
}
