import { lastName } from '@peerscape/shared/arm';
import { formatKinds, kindsForRules, missingOf, type Topology, VNET_KINDS, type VNet } from '@peerscape/shared/topology';
import type { ToPortalUrl } from '../../lib/format/portal-url.ts';
import panel from '../../ui/panel.module.css';
import { Section } from '../../ui/panel.tsx';
import { PortalLink } from '../../ui/portal-link.tsx';
import css from './inspect.module.css';

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
      {sections.map(({ kind, section, rows }) =>
        rows.length === 0 ? null : (
          <Section key={kind} title={section.title} {...(rows.length > 1 ? { count: rows.length } : {})}>
            <ul className={css.items}>
              {rows.map((row) => {
                const name = section.nameOf?.(row) ?? lastName(row.id);
                return (
                  <li key={row.id} className={css.item}>
                    <span>
                      {name} <PortalLink href={toPortalUrl(row.id)} name={name} />
                    </span>
                    <span className={panel.quiet}>{section.details(row, topology).filter(Boolean).join(' · ')}</span>
                  </li>
                );
              })}
            </ul>
          </Section>
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
