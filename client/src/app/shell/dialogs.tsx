import { PRESETS } from '@peerscape/shared/search';
import { Suspense, useState } from 'react';
import { PickTwo } from '../../features/connect/index.ts';
import { Palette, type PaletteAction } from '../../features/palette/index.ts';
import { FilterHelp } from '../../features/search/index.ts';
import { isMac, keyCaps } from '../../lib/format/keys.ts';
import { pairText } from '../../lib/format/pair-text.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import type { Selection } from '../../lib/state/selection.ts';
import { AskingDialog } from '../../ui/asking-dialog.tsx';
import { commandsFor, type Desk, labelOf } from '../commands/commands.ts';
import { ExportDialog } from '../lazy.ts';
import { useSay } from './announcements.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import type { Dialog } from './use-desk.ts';

interface DialogsProps {
  readonly context: Desk;
  readonly estate: ReadyEstate;
  readonly open: Dialog | undefined;
  /** Closes the given dialog, unless another one has replaced it. */
  readonly onClose: (dialog: Dialog) => void;
  readonly onSelect: (item: Selection) => void;
}

/** Labels of the prompts with a searchable list. */
const PROMPT_LABELS = { palette: 'Commands', connect: 'Connect two VNets' } as const satisfies Partial<Record<Dialog, string>>;

/** Renders the open dialog. */
export function Dialogs({ context, estate, open, onClose, onSelect }: DialogsProps) {
  const announce = useSay();
  // Loaded on first use and then kept mounted, so that closing it restores the focus.
  const [isExportMounted, setIsExportMounted] = useState(false);
  if (open === 'export' && !isExportMounted) setIsExportMounted(true);
  const prompt = open === 'palette' || open === 'connect' ? open : undefined;
  return (
    <>
      <AskingDialog label={prompt && PROMPT_LABELS[prompt]} onClose={() => (prompt ? onClose(prompt) : undefined)}>
        {prompt === 'palette' ? (
          <Palette
            onClose={() => onClose('palette')}
            actions={paletteActions(context)}
            topology={context.topology}
            findings={context.health.told.all}
            onFinding={(finding) => context.openFinding({ id: finding.id, of: finding })}
            onSelect={onSelect}
          />
        ) : null}
        {prompt === 'connect' ? (
          <PickTwo
            topology={context.topology}
            from={context.focused?.kind === 'vnet' ? context.focused.key : undefined}
            onClose={() => onClose('connect')}
            onPick={(pair) => context.setUrl({ connect: pairText(pair) })}
          />
        ) : null}
      </AskingDialog>
      {isExportMounted ? (
        <Suspense>
          <ExportDialog
            open={open === 'export'}
            drawn={() => context.map()?.drawn()}
            shown={{ source: estate.snapshot.source, readAt: estate.readAt, filter: context.filterText }}
            onClose={() => onClose('export')}
            onSay={announce}
          />
        </Suspense>
      ) : null}
      <FilterHelp open={open === 'filter-help'} onClose={() => onClose('filter-help')} />
      <ShortcutsDialog open={open === 'shortcuts'} onClose={() => onClose('shortcuts')} />
    </>
  );
}

const paletteActions = (context: Desk): readonly PaletteAction[] => [
  ...commandsFor(context)
    .filter(({ id }) => id !== 'palette')
    .map((command) => ({
      id: command.id,
      label: labelOf(command, context),
      group: command.group,
      caps: command.shortcut ? keyCaps(command.shortcut, isMac()) : [],
      run: () => command.run(context),
    })),
  ...PRESETS.map(({ label, text }) => ({ id: `preset-${text}`, label, group: 'Filter', caps: [], run: () => context.setFilterText(text) })),
];
