import { Button, Menu, MenuDivider, MenuItem, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
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
import { type Grouping, resolveGrouping } from '../../lib/format/grouping.ts';
import { formatPair } from '../../lib/format/pair-text.ts';
import { countByNode } from '../../lib/state/findings.ts';
import type { UrlState } from '../../lib/state/url-state.ts';
import { Screen } from '../../ui/screen.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { CommandButton } from '../commands/command-button.tsx';
import { type CommandContext, getCommand, labelOf } from '../commands/commands.ts';
import { type Layout, Legend, MapView } from '../lazy.ts';
import type { MainViewProps } from './main-view.tsx';
import { findReachShown, toHighlights } from './map-highlights.ts';
import css from './map-pane.module.css';
import { useAnnounce } from './use-announce.ts';
import { useApplyProgress, usePeeringsBeingWritten } from './use-apply-progress.ts';

const GROUPING_LABELS: Readonly<Record<Grouping, string>> = {
  none: 'No grouping',
  subscription: 'By subscription',
  region: 'By region',
  'resource-group': 'By resource group',
};

const LAYOUT_LABELS: Readonly<Record<Layout, string>> = { auto: 'Automatic', 'hub-and-spoke': 'Hub-and-spoke', mesh: 'Mesh' };

const OTHERS_LABELS: Readonly<Record<UrlState['others'], string>> = { dim: 'Dim', hide: 'Hide' };

const RESET_FOR_EVERYONE = 'Layout reset for everyone. To restore the manual positions, run “Undo layout reset”.';

/** Map with its toolbar and legend. */
export function MapPane({ context, estate, filter, mapRef, onSelect, highlights }: MainViewProps) {
  const { url, setUrl, focused, theme } = context;
  const grouping = resolveGrouping(url.group, estate.topology.vnets.size);
  const findings = useMemo(() => countByNode(context.health.visible), [context.health.visible]);
  const applying = useApplyProgress(url, estate);
  const writing = usePeeringsBeingWritten(url, estate);
  const reachShown = useMemo(
    () => highlights.reach && findReachShown(estate.topology, highlights.reach),
    [estate.topology, highlights.reach],
  );
  const highlighted = useMemo(() => toHighlights(highlights, url.connect), [highlights, url.connect]);
  const onConnect = useCallback((a: ResourceKey, b: ResourceKey) => setUrl({ connect: formatPair({ a, b }) }), [setUrl]);
  const onOthers = useCallback((others: UrlState['others']) => setUrl({ others }), [setUrl]);
  const changing = {
    onConnect,
    planned: context.draft.planned,
    highlights: highlighted,
    path: highlights.path,
    writing,
    ...(applying && { applying }),
  };
  const openFinding = context.health.all.byId.get(url.finding);
  const { roleOverrides, positions } = context;
  const { reset, manual } = positions;
  const announce = useAnnounce();
  const onReset = useCallback(
    (arrangement: string) => {
      reset(arrangement);
      announce(manual[arrangement] ? RESET_FOR_EVERYONE : 'Layout reset.');
    },
    [reset, manual, announce],
  );
  // Role overrides and manual positions affect the layout: wait for them, so that the map does not jump.
  if (!roleOverrides.isLoaded || !positions.isLoaded) return <Screen title="Loading map…" busy />;
  return (
    <div className={css.pane}>
      <div className={css.map}>
        <MapView
          ref={mapRef}
          topology={estate.topology}
          shown={reachShown?.nodes ?? filter.shown}
          shownLines={reachShown?.lines ?? filter.lines}
          hidesOthers={url.others === 'hide' && !reachShown}
          focused={focused}
          onInspect={onSelect}
          grouping={grouping}
          layout={url.layout}
          roleOverrides={roleOverrides.roles}
          theme={theme}
          estate={estate.snapshot.source.name}
          manualPositions={positions.manual}
          onMove={positions.move}
          onResetLayout={onReset}
          {...(url.layer === 'findings' ? { findings } : {})}
          {...changing}
          selected={context.selected}
          onChangeSelected={context.changeSelected}
          {...(openFinding ? { highlightedHalves: openFinding.guilty } : {})}
        />
        <div className={css.tools} role="toolbar" aria-label="Map">
          <ChoiceMenu
            context={context}
            title="Layout"
            icon={<Organization20Regular />}
            labels={LAYOUT_LABELS}
            chosen={url.layout}
            command="layout"
            also="reset-positions"
          />
          <ChoiceMenu
            context={context}
            title="Grouping"
            icon={<Group20Regular />}
            labels={GROUPING_LABELS}
            chosen={grouping}
            command="group"
          />
          <span className={css.divider} />
          <CommandButton
            id="layer-findings"
            context={context}
            icon={url.layer === 'findings' ? <Warning20Filled /> : <Warning20Regular />}
          />
          <CommandButton id="legend" context={context} icon={<TextBulletListSquare20Regular />} />
          <CommandButton id="export-map" context={context} icon={<ImageArrowForward20Regular />} />
          {filter.shown ? (
            <>
              <span className={css.divider} />
              <SegmentedControl label="VNets that do not match the filter" options={OTHERS_LABELS} value={url.others} onChoose={onOthers} />
            </>
          ) : null}
        </div>
        <p className={css.gestures}>
          <kbd>Shift</kbd>+click VNets or <kbd>Shift</kbd>+drag around them to select · right-click for actions · <kbd>?</kbd> for shortcuts
        </p>
      </div>
      {/* beside the map instead of over it; rendered also while hidden, because it is printed */}
      <aside className={css.legend} aria-label="Legend" hidden={url.panel !== 'legend'}>
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
        <Legend theme={theme} />
      </aside>
    </div>
  );
}

interface ChoiceMenuProps<T extends string> {
  readonly context: CommandContext;
  readonly title: string;
  readonly icon: ReactElement;
  /** Labels of the options. */
  readonly labels: Readonly<Record<T, string>>;
  readonly chosen: T;
  /** Prefix of the command ids, followed by the option. */
  readonly command: string;
  /** Id of another command, below the options. */
  readonly also?: string;
}

/** Menu button that shows the chosen option and runs the command of another one. */
function ChoiceMenu<T extends string>({ context, title, icon, labels, chosen, command, also }: ChoiceMenuProps<T>) {
  return (
    <Menu
      checkedValues={{ [command]: [chosen] }}
      onCheckedValueChange={(_, { checkedItems: [choice] }) => getCommand(`${command}-${choice}`).run(context)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button className={css.choice} appearance="subtle" icon={icon} aria-label={`${title}: ${labels[chosen]}`}>
          <span className={css.chosen}>{labels[chosen]}</span>
          <ChevronDown16Regular className={css.chevron ?? ''} />
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {Object.entries<string>(labels).map(([choice, label]) => (
            <MenuItemRadio key={choice} name={command} value={choice}>
              {label}
            </MenuItemRadio>
          ))}
          {also ? (
            <>
              <MenuDivider />
              <MenuItem onClick={() => getCommand(also).run(context)}>{labelOf(getCommand(also), context)}</MenuItem>
            </>
          ) : null}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
