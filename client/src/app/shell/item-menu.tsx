import {
  ArrowExportRegular,
  ArrowSyncRegular,
  BranchForkRegular,
  CheckboxCheckedRegular,
  CopyRegular,
  DeleteRegular,
  DismissCircleRegular,
  ImageArrowForwardRegular,
  LinkRegular,
  LocationRegular,
  OpenRegular,
  OptionsRegular,
  PanelRightRegular,
  PlugConnectedRegular,
  SelectAllOnRegular,
  TextBulletListSquareRegular,
  WarningRegular,
  WrenchRegular,
  ZoomFitRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useOpenedItemMenu } from '../../lib/state/use-item-menu.tsx';
import { ContextMenu } from '../../ui/context-menu.tsx';
import type { CommandContext } from '../commands/commands.ts';
import { menuGroups, menuTitle } from '../commands/item-menu.ts';

const ICONS: Readonly<Record<string, ReactElement>> = {
  'open-item': <PanelRightRegular />,
  frame: <LocationRegular />,
  connect: <PlugConnectedRegular />,
  'edit-peering': <OptionsRegular />,
  'toggle-selected': <CheckboxCheckedRegular />,
  'select-neighbours': <BranchForkRegular />,
  'select-matching': <SelectAllOnRegular />,
  'clear-selection': <DismissCircleRegular />,
  repair: <WrenchRegular />,
  'repair-all-of-vnet': <WrenchRegular />,
  sync: <ArrowSyncRegular />,
  'sync-all-of-vnet': <ArrowSyncRegular />,
  'delete-leftovers-of-vnet': <DeleteRegular />,
  'delete-all-of-vnet': <DeleteRegular />,
  'delete-peering': <DeleteRegular />,
  'delete-half-a': <DeleteRegular />,
  'delete-half-b': <DeleteRegular />,
  portal: <OpenRegular />,
  'portal-a': <OpenRegular />,
  'portal-b': <OpenRegular />,
  'copy-id': <CopyRegular />,
  'copy-half-id-a': <CopyRegular />,
  'copy-half-id-b': <CopyRegular />,
  'copy-link': <LinkRegular />,
  fit: <ZoomFitRegular />,
  legend: <TextBulletListSquareRegular />,
  'layer-findings': <WarningRegular />,
  'export-map': <ImageArrowForwardRegular />,
  'reset-positions': <ArrowExportRegular />,
};

/** Renders the context menu that is open, with the actions on its target. */
export function ItemMenu({ context }: { readonly context: CommandContext }) {
  const opened = useOpenedItemMenu();
  const title = opened && menuTitle(opened.target, context);
  if (!opened || title === undefined) return null;
  const groups = menuGroups(opened.target, context).map((entries) =>
    entries.map((entry) => {
      const icon = ICONS[entry.id];
      return icon ? { ...entry, icon } : entry;
    }),
  );
  return <ContextMenu title={title} groups={groups} anchor={opened.anchor} onClose={opened.close} />;
}
