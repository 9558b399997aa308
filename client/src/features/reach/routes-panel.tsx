import { Button } from '@fluentui/react-components';
import { Copy16Regular } from '@fluentui/react-icons';
import { lastName, resourceKey, vnetIdOfSubnet } from '@peerscape/shared/arm';
import { createNamer, type Namer, type Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { useLearnedRoutes } from '../../lib/server/use-learned-routes.ts';
import { Notice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { Panel, Section } from '../../ui/panel.tsx';
import { CompareSection } from './compare-section.tsx';
import { reachOf } from './engine.ts';
import { LearnedRoutesSection } from './learned-routes-section.tsx';
import { formatRoutes, ROUTE_COLUMNS, toRouteCells } from './route-table.ts';
import css from './routes-panel.module.css';

interface RoutesPanelProps {
  readonly topology: Topology;
  /** ARM id of the subnet. */
  readonly subnet: string;
  /** Revision of the snapshot. */
  readonly revision: number;
  /** False for files, about which Azure cannot be asked. */
  readonly isLive: boolean;
  readonly onCopy: (text: string, what: string) => void;
  readonly onClose: () => void;
}

/** Renders the effective routes of a subnet, as Azure lists those of a network interface. */
export function RoutesPanel({ topology, subnet, revision, isLive, onCopy, onClose }: RoutesPanelProps) {
  const nameOf = useMemo(() => createNamer(topology), [topology]);
  const learned = useLearnedRoutes(isLive, revision);
  const { readings } = learned;
  const result = useMemo(() => reachOf(topology, readings).routesOf(subnet), [topology, readings, subnet]);
  const rows = useMemo(() => (result.ok ? toRouteCells(nameOf, result.value.routes) : []), [nameOf, result]);
  return (
    <Panel
      kind="Effective routes"
      title={subnetLabel(nameOf, subnet)}
      intro={
        <p className={panel.quiet}>
          <strong>Computed</strong> from what Peerscape has read, for every network interface of the subnet.
        </p>
      }
      onClose={onClose}
      footer={
        result.ok ? (
          <div className={panel.actions}>
            <Button size="small" icon={<Copy16Regular />} onClick={() => onCopy(formatRoutes(rows), 'effective routes')}>
              Copy as text
            </Button>
          </div>
        ) : null
      }
    >
      {result.ok ? (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, also by keyboard */}
          <section className={css.scroll} aria-label="Routes" tabIndex={0}>
            <table className={css.routes}>
              <thead>
                <tr>
                  {ROUTE_COLUMNS.map((title) => (
                    <th key={title} scope="col">
                      {title}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ key, state, cells }) => (
                  <tr key={key} data-state={state}>
                    {cells.map((text, i) => (
                      <td key={ROUTE_COLUMNS[i]}>{text}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <LearnedRoutesSection {...{ topology, learned, revision, isLive }} sources={result.value.sourceIds} />
          <CompareSection key={subnet} subnet={subnet} computed={result.value.routes} isLive={isLive} />
          {result.value.assumptions.length > 0 ? (
            <Section title="Not known" count={result.value.assumptions.length}>
              <ul className={panel.bullets}>
                {result.value.assumptions.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </Section>
          ) : null}
        </>
      ) : (
        <div className={panel.notices}>
          <Notice severity="warning" title="No routes">
            {result.problem}
          </Notice>
        </div>
      )}
    </Panel>
  );
}

const subnetLabel = (nameOf: Namer, subnet: string): string => `${nameOf(resourceKey(vnetIdOfSubnet(subnet)))}/${lastName(subnet)}`;
