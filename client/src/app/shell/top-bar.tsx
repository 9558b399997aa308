import { Tab, TabList } from '@fluentui/react-components';
import { ArrowClockwise20Regular, WeatherMoon20Regular, WeatherSunny20Regular, WindowConsole20Regular } from '@fluentui/react-icons';
import type { Ref } from 'react';
import { ModeSwitch } from '../../features/plan/index.ts';
import { SearchBox } from '../../features/search/index.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import type { View } from '../../lib/state/url-state.ts';
import type { Filter } from '../../lib/state/use-filter.ts';
import { Boundary } from '../../ui/boundary.tsx';
import { Mark } from '../../ui/mark.tsx';
import { CommandButton } from '../commands/command-button.tsx';
import { commandOf, type Desk } from '../commands/commands.ts';
import { useSay } from './announcements.ts';
import css from './top-bar.module.css';

interface TopBarProps {
  readonly context: Desk;
  readonly estate: ReadyEstate;
  readonly filter: Filter;
  readonly searchRef: Ref<HTMLInputElement>;
}

/** Top bar: views, filter, and the commands that are always available. */
export function TopBar({ context, estate, filter, searchRef }: TopBarProps) {
  const { url, theme, filterText, setFilterText } = context;
  const announce = useSay();
  const isReading = estate.status.reading !== null;
  return (
    <header className={css.bar}>
      <div className={css.left}>
        <Mark />
        <TabList
          className={css.tabs}
          size="small"
          appearance="subtle"
          selectedValue={url.view}
          aria-label="Views"
          onTabSelect={(_, { value }) => commandOf(`view-${value as View}`).run(context)}
        >
          <Tab value="map">Map</Tab>
          <Tab value="vnets">VNets</Tab>
          <Tab value="peerings">Peerings</Tab>
          <Tab value="findings">Findings</Tab>
        </TabList>
      </div>
      <div className={css.search}>
        <Boundary what="The filter">
          <SearchBox
            topology={estate.topology}
            findings={context.health.marks}
            text={filterText}
            onText={setFilterText}
            problem={filter.problem}
            inputRef={searchRef}
          />
        </Boundary>
      </div>
      <div className={css.right}>
        <ModeSwitch status={estate.status} onSay={announce} />
        <CommandButton id="palette" context={context} icon={<WindowConsole20Regular />} />
        <CommandButton id="theme" context={context} icon={theme === 'dark' ? <WeatherSunny20Regular /> : <WeatherMoon20Regular />} />
        <CommandButton
          id="refresh"
          context={context}
          disabled={isReading}
          icon={<ArrowClockwise20Regular className={(isReading && css.turning) || ''} />}
        />
      </div>
    </header>
  );
}
