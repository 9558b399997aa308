import { use } from 'react';
import { ThemeContext } from '../../../app/shell/contexts.ts';
import { Legend } from '../../../features/map/chrome/legend.tsx';
import { MapView } from '../../../features/map/chrome/map-view.tsx';
import type { PlannedChange } from '../../../lib/format/half-status-styles.ts';
import { nodeNamed, STATUSES } from '../fixtures.ts';
import css from '../gallery.module.css';
import { type GallerySection, ignore } from '../specimen.ts';

const key = (name: string) => nodeNamed(STATUSES, name).key;
const halfOf = (from: string, to: string) => `${key(from)}>${key(to)}`;
const PLANNED = new Map<string, PlannedChange>([
  [halfOf('hub', 'initiated'), 'create'],
  [halfOf('hub', 'access-off'), 'update'],
  [halfOf('disconnected', 'hub'), 'delete'],
]);
const APPLYING = new Map([
  [halfOf('hub', 'connected'), 'running'],
  [halfOf('connected', 'hub'), 'waiting'],
  [halfOf('out-of-sync', 'hub'), 'done'],
  [halfOf('hub', 'out-of-sync'), 'failed'],
] as const);

const StatusMap = () => (
  <MapView
    topology={STATUSES}
    shown={undefined}
    focused={undefined}
    onInspect={ignore}
    grouping="none"
    theme={use(ThemeContext).theme}
    estate="gallery"
    planned={PLANNED}
    applying={APPLYING}
    selected={new Set([key('hub')])}
  />
);

const ThemedLegend = () => (
  <div className={css.padded}>
    <Legend theme={use(ThemeContext).theme} />
  </div>
);

export const MAP_SECTION: GallerySection = {
  id: 'map',
  title: 'Map',
  specimens: [
    { title: 'Each half status, a draft and a running deployment', frame: 'view', content: <StatusMap /> },
    { title: 'Legend', frame: 'panel', content: <ThemedLegend /> },
  ],
};
