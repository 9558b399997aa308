import { PRESETS } from '@peerscape/shared/search';
import { Suspense, useState } from 'react';
import { VNetPairPicker } from '../../features/connect/index.ts';
import { Palette, type PaletteAction } from '../../features/palette/index.ts';
import { FilterHelp, SavedFiltersDialog } from '../../features/search/index.ts';
import { formatPair } from '../../lib/format/pair-text.ts';
import { isMac, keyCaps } from '../../lib/format/shortcut-keys.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import type { FocusedItem } from '../../lib/state/focused-item.ts';
import { type SavedFilter, useSavedFilters } from '../../lib/state/saved-filters.ts';
import type { Filter } from '../../lib/state/use-filter.ts';
import { PromptDialog } from '../../ui/prompt-dialog.tsx';
import { availableCommands, type CommandContext, labelOf } from '../commands/commands.ts';
import { askReach } from '../commands/reach-command.ts';
import { ExportDialog } from '../lazy.ts';
import { HelpDialog } from './help-dialog.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { useAnnounce } from './use-announce.ts';
import type { DialogId, OpenDialog } from './use-command-context.ts';

interface DialogsProps {
  readonly context: CommandContext;
  readonly estate: ReadyEstate;
  readonly filter: Filter;
  readonly opened: OpenDialog | undefined;
  /** Closes the given dialog, unless another one has replaced it. */
  readonly onClose: (dialog: DialogId) => void;
  readonly onSelect: (item: FocusedItem) => void;
}

/** Labels of the prompts with a searchable list. */
const PROMPT_LABELS = { palette: 'Commands', connect: 'Connect two VNets' } as const satisfies Partial<Record<DialogId, string>>;

/** Renders the open dialog. */
export function Dialogs({ context, estate, filter, opened, onClose, onSelect }: DialogsProps) {
  const announce = useAnnounce();
  const saved = useSavedFilters();
  const open = opened?.id;
  // Loaded on first use and then kept mounted, so that closing it restores the focus.
  const [isExportMounted, setIsExportMounted] = useState(false);
  if (open === 'export' && !isExportMounted) setIsExportMounted(true);
  const prompt = open === 'palette' || open === 'connect' ? open : undefined;
  return (
    <>
      <PromptDialog label={prompt && PROMPT_LABELS[prompt]} onClose={() => (prompt ? onClose(prompt) : undefined)}>
        {prompt === 'palette' ? (
          <Palette
            onClose={() => onClose('palette')}
            actions={[...paletteActions(context), ...filterActions(context, saved.filters)]}
            topology={context.topology}
            findings={context.health.visible.all}
            onFinding={(finding) => context.openFinding({ id: finding.id, result: finding })}
            onInspect={onSelect}
            onFilter={context.setFilterText}
            onQuestion={(from, to) => askReach(context, from, to)}
          />
        ) : null}
        {prompt === 'connect' ? (
          <VNetPairPicker
            topology={context.topology}
            from={opened?.from}
            onClose={() => onClose('connect')}
            onChoose={(pair) => context.setUrl({ connect: formatPair(pair) })}
          />
        ) : null}
      </PromptDialog>
      {isExportMounted ? (
        <Suspense>
          <ExportDialog
            open={open === 'export'}
            getDrawing={() => context.map()?.capture()}
            origin={{ source: estate.snapshot.source, readAt: estate.readAt, filter: filter.text }}
            onClose={() => onClose('export')}
            onAnnounce={announce}
          />
        </Suspense>
      ) : null}
      <FilterHelp open={open === 'filter-help'} onClose={() => onClose('filter-help')} />
      <SavedFiltersDialog
        open={open === 'saved-filters'}
        onClose={() => onClose('saved-filters')}
        text={filter.text}
        saved={saved}
        onApply={context.setFilterText}
      />
      <HelpDialog context={context} estate={estate} open={open === 'help'} onClose={() => onClose('help')} />
      <ShortcutsDialog open={open === 'shortcuts'} onClose={() => onClose('shortcuts')} />
    </>
  );
}

const paletteActions = (context: CommandContext): readonly PaletteAction[] => [
  ...availableCommands(context)
    .filter(({ id }) => id !== 'palette')
    .map((command) => ({
      id: command.id,
      label: labelOf(command, context),
      group: command.group,
      ...(command.keywords && { keywords: command.keywords }),
      caps: command.shortcut ? keyCaps(command.shortcut, isMac()) : [],
      run: () => command.run(context),
    })),
];

const filterActions = ({ setFilterText }: CommandContext, saved: readonly SavedFilter[]): readonly PaletteAction[] =>
  [
    ...saved.map(({ name, text }) => ({ id: `saved-${name}`, label: name, text })),
    ...PRESETS.map(({ label, text }) => ({ id: `preset-${text}`, label, text })),
  ].map(({ id, label, text }) => ({ id, label, group: 'Filter', caps: [], run: () => setFilterText(text) }));
