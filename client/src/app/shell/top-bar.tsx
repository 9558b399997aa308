import { Tab, TabList } from '@fluentui/react-components';
import {
  ArrowClockwise20Regular,
  BranchFork20Regular,
  History20Regular,
  Link20Regular,
  MoreHorizontal20Regular,
  QuestionCircle20Regular,
  SignOut20Regular,
  WindowConsole20Regular,
} from '@fluentui/react-icons';
import type { Ref } from 'react';
import { ModeSwitch } from '../../features/plan/index.ts';
import { SearchBox } from '../../features/search/index.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import type { FilterCount } from '../../lib/state/filter-counts.ts';
import { useSavedFilters } from '../../lib/state/saved-filters.ts';
import type { View } from '../../lib/state/url-state.ts';
import type { Filter } from '../../lib/state/use-filter.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { Logo } from '../../ui/logo.tsx';
import { CommandButton } from '../commands/command-button.tsx';
import { CommandMenu } from '../commands/command-menu.tsx';
import { type CommandContext, getCommand } from '../commands/commands.ts';
import { ALL_MENU, CHANGE_MENU, HELP_MENU } from '../commands/top-bar-menus.ts';
import css from './top-bar.module.css';
import { useAnnounce } from './use-announce.ts';

interface TopBarProps {
  readonly context: CommandContext;
  readonly estate: ReadyEstate;
  readonly filter: Filter;
  readonly filterCount: FilterCount | undefined;
  readonly searchRef: Ref<HTMLInputElement>;
}

/** Top bar: views, filter, and the commands that are always available. */
export function TopBar({ context, estate, filter, filterCount, searchRef }: TopBarProps) {
  const { url, filterText, setFilterText } = context;
  const announce = useAnnounce();
  const { filters: savedFilters } = useSavedFilters();
  const isReading = estate.status.reading !== null;
  return (
    <header className={css.bar}>
      <div className={css.left}>
        <Logo />
        <TabList
          className={css.tabs}
          size="small"
          appearance="subtle"
          selectedValue={url.view}
          aria-label="Views"
          onTabSelect={(_, { value }) => getCommand(`view-${value as View}`).run(context)}
        >
          <Tab value="map">Map</Tab>
          <Tab value="vnets">VNets</Tab>
          <Tab value="peerings">Peerings</Tab>
          <Tab value="addresses">Addresses</Tab>
          <Tab value="findings">Findings</Tab>
          <Tab value="matrix">Reach</Tab>
        </TabList>
      </div>
      <div className={css.search}>
        <ErrorBoundary what="The filter">
          <SearchBox
            topology={estate.topology}
            findings={context.health.marks}
            text={filterText}
            onText={setFilterText}
            problem={filter.problem}
            inForce={filter.text}
            filterCount={filterCount}
            savedFilters={savedFilters}
            onSavedFilters={() => getCommand('saved-filters').run(context)}
            onHelp={() => getCommand('filter-help').run(context)}
            incomplete={filter.incomplete}
            inputRef={searchRef}
          />
        </ErrorBoundary>
      </div>
      <div className={css.right}>
        <ModeSwitch status={estate.status} onAnnounce={announce} />
        <span className={css.wide}>
          <CommandMenu context={context} label="Change" icon={<BranchFork20Regular />} table={CHANGE_MENU} hasText />
          <CommandButton id="history" context={context} icon={<History20Regular />} />
          <CommandButton id="copy-link" context={context} icon={<Link20Regular />} />
        </span>
        <CommandButton id="palette" context={context} icon={<WindowConsole20Regular />} />
        <span className={css.wide}>
          <CommandButton
            id="refresh"
            context={context}
            disabled={isReading || context.replaced !== undefined}
            icon={<ArrowClockwise20Regular className={(isReading && css.turning) || ''} />}
          />
          <CommandMenu context={context} label="Help" icon={<QuestionCircle20Regular />} table={HELP_MENU} />
          {context.canSignOut ? <CommandButton id="sign-out" context={context} icon={<SignOut20Regular />} /> : null}
        </span>
        <span className={css.narrow}>
          <CommandMenu context={context} label="Menu" icon={<MoreHorizontal20Regular />} table={ALL_MENU} />
        </span>
      </div>
    </header>
  );
}
