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
  readonly desk: Desk;
  readonly estate: ReadyEstate;
  readonly open: Dialog | undefined;
  /** That dialog is done with; another that came in its place stays. */
  readonly onClose: (dialog: Dialog) => void;
  readonly onSelect: (selection: Selection) => void;
}

/** What asks by a list to type into, with what it is called. */
const ASKING = { palette: 'Commands', connect: 'Connect two VNets' } as const satisfies Partial<Record<Dialog, string>>;

/** What can open above everything else. */
export function Dialogs({ desk, estate, open, onClose, onSelect }: DialogsProps) {
  const say = useSay();
  // fetched when first asked for; from then on it stays, so that closing it hands the focus back
  const [exportIsHere, setExportIsHere] = useState(false);
  if (open === 'export' && !exportIsHere) setExportIsHere(true);
  const asked = open === 'palette' || open === 'connect' ? open : undefined;
  return (
    <>
      <AskingDialog label={asked && ASKING[asked]} onClose={() => (asked ? onClose(asked) : undefined)}>
        {asked === 'palette' ? (
          <Palette
            onClose={() => onClose('palette')}
            actions={actionsFor(desk)}
            topology={desk.topology}
            findings={desk.health.told.all}
            onFinding={(finding) => desk.openFinding({ id: finding.id, of: finding })}
            onSelect={onSelect}
          />
        ) : null}
        {asked === 'connect' ? (
          <PickTwo
            topology={desk.topology}
            from={desk.selection?.kind === 'vnet' ? desk.selection.key : undefined}
            onClose={() => onClose('connect')}
            onPick={(pair) => desk.setUrl({ connect: pairText(pair) })}
          />
        ) : null}
      </AskingDialog>
      {exportIsHere ? (
        <Suspense>
          <ExportDialog
            open={open === 'export'}
            drawn={() => desk.map()?.drawn()}
            shown={{ source: estate.snapshot.source, readAt: estate.readAt, filter: desk.filterText }}
            onClose={() => onClose('export')}
            onSay={say}
          />
        </Suspense>
      ) : null}
      <FilterHelp open={open === 'filter-help'} onClose={() => onClose('filter-help')} />
      <ShortcutsDialog open={open === 'shortcuts'} onClose={() => onClose('shortcuts')} />
    </>
  );
}

const actionsFor = (desk: Desk): readonly PaletteAction[] => [
  ...commandsFor(desk)
    .filter(({ id }) => id !== 'palette')
    .map((command) => ({
      id: command.id,
      label: labelOf(command, desk),
      group: command.group,
      caps: command.shortcut ? keyCaps(command.shortcut, isMac()) : [],
      run: () => command.run(desk),
    })),
  ...PRESETS.map(({ label, text }) => ({ id: `preset-${text}`, label, group: 'Filter', caps: [], run: () => desk.setFilterText(text) })),
];
