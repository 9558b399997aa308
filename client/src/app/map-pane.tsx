import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import {
  ChevronDown16Regular,
  Dismiss16Regular,
  Group20Regular,
  ImageArrowForward20Regular,
  TextBulletListSquare20Regular,
  Warning20Filled,
  Warning20Regular,
} from '@fluentui/react-icons';
import type { ResourceKey } from '@peerscape/shared/arm';
import { useCallback, useMemo } from 'react';
import { troubleOf } from '../lib/findings.ts';
import { pairText } from '../lib/pair-text.ts';
import type { UrlState } from '../lib/url-state.ts';
import { CommandButton } from './command-button.tsx';
import { commandOf, type Desk } from './commands.ts';
import type { MainViewProps } from './main-view.tsx';
import { type Grouping, Legend, MapView } from './map-door.ts';
import css from './map-pane.module.css';
import { useApplying } from './use-applying.ts';

const GROUP_WORDS: Readonly<Record<Grouping, string>> = {
  none: 'Not grouped',
  subscription: 'By subscription',
  region: 'By region',
  'resource-group': 'By resource group',
};

/** From how many VNets on the map opens grouped when the URL says nothing. */
const MANY = 150;

/** How the map is grouped: as the URL says, else by what its size needs. */
const groupingOf = (group: UrlState['group'], vnets: number): Grouping => (group !== 'auto' ? group : vnets > MANY ? 'region' : 'none');

/** The map with what floats above it. */
export function MapPane({ desk, estate, filter, mapRef, onSelect, lit }: MainViewProps) {
  const { url, setUrl, selection, theme } = desk;
  const grouping = groupingOf(url.group, estate.topology.vnets.size);
  const findings = useMemo(() => troubleOf(desk.health.told), [desk.health.told]);
  const applying = useApplying(url, estate);
  const lights = useMemo(() => new Set(lit), [lit]);
  const onConnect = useCallback((a: ResourceKey, b: ResourceKey) => setUrl({ connect: pairText({ a, b }) }), [setUrl]);
  const changing = { onConnect, planned: desk.draft.planned, lit: lights, ...(applying && { applying }) };
  const open = desk.health.all.byId.get(url.finding);
  return (
    <div className={css.pane}>
      <MapView
        ref={mapRef}
        topology={estate.topology}
        shown={filter.shown}
        selection={selection}
        onSelect={onSelect}
        grouping={grouping}
        theme={theme}
        estate={estate.snapshot.source.name}
        {...(url.layer === 'findings' ? { findings } : {})}
        {...changing}
        picked={desk.picked}
        onPick={desk.pick}
        {...(open ? { guilty: open.guilty } : {})}
      />
      <div className={css.tools} role="toolbar" aria-label="Map">
        <GroupMenu grouping={grouping} desk={desk} />
        <span className={css.divider} />
        <CommandButton id="layer-findings" desk={desk} icon={url.layer === 'findings' ? <Warning20Filled /> : <Warning20Regular />} />
        <CommandButton id="legend" desk={desk} icon={<TextBulletListSquare20Regular />} />
        <CommandButton id="export-map" desk={desk} icon={<ImageArrowForward20Regular />} />
      </div>
      {url.panel === 'legend' ? (
        <aside className={css.legend} aria-label="Legend">
          <div className={css.legendHead}>
            <h2>Legend</h2>
            <Button
              appearance="subtle"
              size="small"
              aria-label="Hide the legend"
              icon={<Dismiss16Regular />}
              onClick={() => setUrl({ panel: 'none' })}
            />
          </div>
          <Legend />
        </aside>
      ) : null}
    </div>
  );
}

function GroupMenu({ grouping, desk }: { grouping: Grouping; desk: Desk }) {
  return (
    <Menu
      checkedValues={{ group: [grouping] }}
      onCheckedValueChange={(_, { checkedItems: [group] }) => commandOf(`group-${group}`).run(desk)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button className={css.grouping} appearance="subtle" icon={<Group20Regular />} aria-label={`Grouping: ${GROUP_WORDS[grouping]}`}>
          {GROUP_WORDS[grouping]}
          <ChevronDown16Regular className={css.chevron ?? ''} />
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {Object.entries(GROUP_WORDS).map(([group, words]) => (
            <MenuItemRadio key={group} name="group" value={group}>
              {words}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
