import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import {
  ChevronDown16Regular,
  Dismiss16Regular,
  Group20Regular,
  ImageArrowForward20Regular,
  Organization20Regular,
  TextBulletListSquare20Regular,
  Warning20Filled,
  Warning20Regular,
} from '@fluentui/react-icons';
import type { ResourceKey } from '@peerscape/shared/arm';
import { type ReactElement, useCallback, useMemo } from 'react';
import { pairText } from '../../lib/format/pair-text.ts';
import { troubleOf } from '../../lib/state/findings.ts';
import type { UrlState } from '../../lib/state/url-state.ts';
import { Screen } from '../../ui/screen.tsx';
import { CommandButton } from '../commands/command-button.tsx';
import { commandOf, type Desk } from '../commands/commands.ts';
import { type Grouping, type Layout, Legend, MapView } from '../lazy.ts';
import { useSay } from './announcements.ts';
import type { MainViewProps } from './main-view.tsx';
import { lightsOf } from './map-lights.ts';
import css from './map-pane.module.css';
import { useApplying } from './use-applying.ts';

const GROUP_WORDS: Readonly<Record<Grouping, string>> = {
  none: 'Not grouped',
  subscription: 'By subscription',
  region: 'By region',
  'resource-group': 'By resource group',
};

const LAYOUT_WORDS: Readonly<Record<Layout, string>> = { auto: 'Automatic', 'hub-and-spoke': 'Hub-and-spoke', mesh: 'Mesh' };

/** From how many VNets on the map opens grouped when the URL says nothing. */
const MANY = 150;

const PLACED_ANEW = 'Everything is placed anew, for everyone. “Put VNets back where they were put by hand” undoes that.';

/** How the map is grouped: as the URL says, else by what its size needs. */
const groupingOf = (group: UrlState['group'], vnets: number): Grouping => (group !== 'auto' ? group : vnets > MANY ? 'region' : 'none');

/** The map with what floats above it. */
export function MapPane({ desk, estate, filter, mapRef, onSelect, lit }: MainViewProps) {
  const { url, setUrl, selection, theme } = desk;
  const grouping = groupingOf(url.group, estate.topology.vnets.size);
  const findings = useMemo(() => troubleOf(desk.health.told), [desk.health.told]);
  const applying = useApplying(url, estate);
  const lights = useMemo(() => lightsOf(lit, url.connect), [lit, url.connect]);
  const onConnect = useCallback((a: ResourceKey, b: ResourceKey) => setUrl({ connect: pairText({ a, b }) }), [setUrl]);
  const changing = { onConnect, planned: desk.draft.planned, lit: lights, ...(applying && { applying }) };
  const open = desk.health.all.byId.get(url.finding);
  const { said, positions } = desk;
  const { forget, own } = positions;
  const say = useSay();
  const onForget = useCallback(
    (arrangement: string) => {
      forget(arrangement);
      say(own[arrangement] ? PLACED_ANEW : 'Everything is placed anew.');
    },
    [forget, own, say],
  );
  // what people said and moved decides how VNets stand: a map that opened without would jump
  if (!said.isRead || !positions.isRead) return <Screen title="Opening the map" busy />;
  return (
    <div className={css.pane}>
      <MapView
        ref={mapRef}
        topology={estate.topology}
        shown={filter.shown}
        selection={selection}
        onSelect={onSelect}
        grouping={grouping}
        layout={url.layout}
        said={said.roles}
        theme={theme}
        estate={estate.snapshot.source.name}
        own={positions.own}
        onMove={positions.move}
        onForget={onForget}
        {...(url.layer === 'findings' ? { findings } : {})}
        {...changing}
        picked={desk.picked}
        onPick={desk.pick}
        {...(open ? { guilty: open.guilty } : {})}
      />
      <div className={css.tools} role="toolbar" aria-label="Map">
        <ChoiceMenu desk={desk} title="Layout" icon={<Organization20Regular />} words={LAYOUT_WORDS} chosen={url.layout} command="layout" />
        <ChoiceMenu desk={desk} title="Grouping" icon={<Group20Regular />} words={GROUP_WORDS} chosen={grouping} command="group" />
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

interface ChoiceMenuProps<T extends string> {
  readonly desk: Desk;
  readonly title: string;
  readonly icon: ReactElement;
  /** What can be chosen, in its words. */
  readonly words: Readonly<Record<T, string>>;
  readonly chosen: T;
  /** The commands that choose are called so, with what they choose behind. */
  readonly command: string;
}

/** A button that says what is chosen and opens the choice. */
function ChoiceMenu<T extends string>({ desk, title, icon, words, chosen, command }: ChoiceMenuProps<T>) {
  return (
    <Menu
      checkedValues={{ [command]: [chosen] }}
      onCheckedValueChange={(_, { checkedItems: [choice] }) => commandOf(`${command}-${choice}`).run(desk)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button className={css.choice} appearance="subtle" icon={icon} aria-label={`${title}: ${words[chosen]}`}>
          <span className={css.chosen}>{words[chosen]}</span>
          <ChevronDown16Regular className={css.chevron ?? ''} />
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {Object.entries<string>(words).map(([choice, said]) => (
            <MenuItemRadio key={choice} name={command} value={choice}>
              {said}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
