import { lastName } from '@peerscape/shared/arm';
import { formatKinds, kindsForRules, missingOf, type Topology, VNET_KINDS, type VNet } from '@peerscape/shared/topology';
import type { ReactNode } from 'react';
import type { ToPortalUrl } from '../../lib/format/portal-url.ts';
import { Fold } from '../../ui/fold.tsx';
import panel from '../../ui/panel.module.css';
import { Section } from '../../ui/panel.tsx';
import { PortalLink } from '../../ui/portal-link.tsx';
import css from './inspect.module.css';

/** Number of resources of a kind above which their section is collapsed. A VNet can have hundreds of private endpoints. */
const MAX_OPEN = 10;

interface AttachedResourceSectionsProps {
  readonly topology: Topology;
  readonly vnet: VNet;
  readonly toPortalUrl: ToPortalUrl;
}

/**
 * Lists the resources in or attached to the VNet by kind. Kinds without any are left out, and those that the source does not include are
 * named if a rule depends on them: whether the VNet has any is unknown.
 */
export function AttachedResourceSections({ topology, vnet, toPortalUrl }: AttachedResourceSectionsProps) {
  const attached = topology.attachedResources.get(vnet.key);
  const sections = VNET_KINDS.flatMap(({ kind, definition: { section } }) =>
    section ? { kind, section, rows: attached?.[kind] ?? [] } : [],
  );
  const unknown = missingOf(topology, kindsForRules(sections.filter(({ rows }) => rows.length === 0).map(({ kind }) => kind)), [vnet.key]);
  return (
    <>
      {sections.map(({ kind, section: { title, nameOf, details }, rows }) =>
        rows.length === 0 ? null : (
          <ListSection key={kind} title={title} count={rows.length}>
            {rows.map((row) => {
              const name = nameOf?.(row) ?? lastName(row.id);
              return (
                <li key={row.id} className={css.item}>
                  <span>
                    {name} <PortalLink href={toPortalUrl(row.id)} name={name} />
                  </span>
                  <span className={panel.quiet}>{details(row, topology).filter(Boolean).join(' · ')}</span>
                </li>
              );
            })}
          </ListSection>
        ),
      )}
      {unknown.length > 0 ? (
        <Section title="Not in this source">
          <p className={panel.quiet}>
            {formatKinds(unknown)}: whether {vnet.name} has any is unknown.
          </p>
        </Section>
      ) : null}
    </>
  );
}

/** Section with a list, collapsed if it is long. */
function ListSection({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  const list = <ul className={css.items}>{children}</ul>;
  if (count > MAX_OPEN) {
    return (
      <Fold title={title} count={count}>
        {list}
      </Fold>
    );
  }
  return (
    <Section title={title} {...(count > 1 ? { count } : {})}>
      {list}
    </Section>
  );
}
