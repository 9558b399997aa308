import { Button, MenuList } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { ShortcutsDialog } from '../../../app/shell/shortcuts-dialog.tsx';
import { SessionOverDialog } from '../../../app/shell/status-screens.tsx';
import { AllowDialog } from '../../../features/plan/mode/allow-dialog.tsx';
import { FilterHelp } from '../../../features/search/filter-help.tsx';
import { SavedFiltersDialog } from '../../../features/search/saved-filters-dialog.tsx';
import type { SavedFiltersHandle } from '../../../lib/state/saved-filters.ts';
import { RadioList, SwitchField } from '../../../ui/choice.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { ContextMenu, type MenuAnchor, MenuItems } from '../../../ui/context-menu.tsx';
import { DialogLayout } from '../../../ui/dialog-layout.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { InfoDialog } from '../../../ui/info-dialog.tsx';
import { MenuButton } from '../../../ui/menu-button.tsx';
import { PromptDialog } from '../../../ui/prompt-dialog.tsx';
import { SearchGroup, SearchItem, SearchList } from '../../../ui/search-list.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { READ_ONLY_STATUS } from '../fixtures.ts';
import css from '../gallery.module.css';
import { type GallerySection, ignore } from '../specimen.ts';

const SAVED: SavedFiltersHandle = {
  filters: [
    { name: 'Production hubs', text: 'is:hub tag:env=prod' },
    { name: 'Around the old hub', text: 'near:hub-weu+2 !region:northeurope' },
  ],
  add: ignore,
  rename: ignore,
  remove: ignore,
};

function Choices() {
  const [isOn, setOn] = useState(true);
  const [hub, setHub] = useState('hub-weu');
  return (
    <div className={css.stack}>
      <SwitchField label="hub-weu allows forwarded traffic" note={<code>allowForwardedTraffic</code>} isOn={isOn} onSwitch={setOn} />
      <SwitchField label="Delete 3 direct peerings between the spokes" isOn={!isOn} onSwitch={(next) => setOn(!next)} />
      <RadioList
        label="Hub"
        value={hub}
        options={[
          { value: 'hub-weu', label: 'hub-weu', hint: '14 peerings, has a gateway' },
          { value: 'hub-eus2', label: 'hub-eus2', hint: '9 peerings' },
        ]}
        onChoose={setHub}
      />
      <RadioList
        label="Create"
        isHorizontal
        value={hub}
        options={[
          { value: 'hub-weu', label: 'Both halves' },
          { value: 'hub-eus2', label: 'Only hub-weu → spoke' },
        ]}
        onChoose={setHub}
      />
    </div>
  );
}

const MENU = [
  [
    { id: 'open', label: 'Open details', run: ignore },
    { id: 'connect', label: 'Connect to…', shortcut: 'A', run: ignore },
  ],
  [{ id: 'portal', label: 'Open in Azure portal', unavailable: 'The sandbox is not in the Azure portal', run: ignore }],
];

function ItemMenu() {
  const [opened, setOpened] = useState<{ readonly anchor: MenuAnchor; readonly onClosed: () => void }>();
  const close = () => {
    opened?.onClosed();
    setOpened(undefined);
  };
  return (
    <>
      <MenuButton name="hub-weu" onOpen={(anchor, onClosed) => setOpened({ anchor, onClosed })} />
      {opened ? <ContextMenu title="hub-weu" groups={MENU} anchor={opened.anchor} onClose={close} /> : null}
    </>
  );
}

function Segments() {
  const [others, setOthers] = useState<'dim' | 'hide'>('dim');
  return <SegmentedControl label="Others" options={{ dim: 'Dim', hide: 'Hide' }} value={others} onChoose={setOthers} />;
}

function Search() {
  const [text, setText] = useState('');
  const names = ['hub-weu', 'shop-prod-weu', 'pay-prod-weu'].filter((name) => name.includes(text));
  return (
    <SearchList label="Commands" placeholder="Search commands, VNets, peerings and findings…" text={text} onText={setText}>
      <SearchGroup heading="VNets and peerings">
        {names.map((name) => (
          <SearchItem key={name} value={name} label={name} detail="10.0.0.0/16" onSelect={ignore} />
        ))}
      </SearchGroup>
    </SearchList>
  );
}

/** Button that opens a dialog. */
function Opener({ label, children }: { label: string; children: (open: boolean, onClose: () => void) => ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{label}</Button>
      {children(open, () => setOpen(false))}
    </>
  );
}

/** Buttons that open each kind of dialog. */
export const Dialogs = () => (
  <div className={css.row}>
    <Opener label="Information">
      {(open, onClose) => (
        <InfoDialog title="Information" open={open} onClose={onClose} actions={<Button appearance="primary">Add to the draft</Button>}>
          <p>What there is to know.</p>
        </InfoDialog>
      )}
    </Opener>
    <Opener label="Form">
      {(open, onClose) => (
        <FormDialog open={open} onClose={onClose}>
          <DialogLayout title="Form" actions={<Button onClick={onClose}>Cancel</Button>}>
            <p>Fields.</p>
          </DialogLayout>
        </FormDialog>
      )}
    </Opener>
    <Opener label="Confirmation">
      {(open, onClose) => (
        <ConfirmDialog title="Clear 12 changes?" confirm="Clear 12 changes" open={open} onClose={onClose} onConfirm={ignore}>
          This empties the draft for everyone who works on this estate. Nothing changes in Azure.
        </ConfirmDialog>
      )}
    </Opener>
    <Opener label="Prompt">
      {(open, onClose) => (
        <PromptDialog label={open ? 'Commands' : undefined} onClose={onClose}>
          <Search />
        </PromptDialog>
      )}
    </Opener>
    <Opener label="Allow changes">
      {(open, onClose) => <AllowDialog status={READ_ONLY_STATUS} open={open} onClose={onClose} onAnnounce={ignore} />}
    </Opener>
    <Opener label="Shortcuts">{(open, onClose) => <ShortcutsDialog open={open} onClose={onClose} />}</Opener>
    <Opener label="Session over">{(open, onClose) => (open ? <SessionOverDialog onSignOut={onClose} /> : null)}</Opener>
    <Opener label="Saved filters">
      {(open, onClose) => <SavedFiltersDialog open={open} onClose={onClose} text="is:hub" saved={SAVED} onApply={ignore} />}
    </Opener>
    <Opener label="Filter help">{(open, onClose) => <FilterHelp open={open} onClose={onClose} />}</Opener>
  </div>
);

export const FORMS_SECTION: GallerySection = {
  id: 'forms',
  title: 'Forms and dialogs',
  specimens: [
    { title: 'Context menu', frame: 'page', content: <ItemMenu /> },
    {
      title: 'Items of a menu',
      frame: 'page',
      content: (
        <MenuList hasIcons aria-label="Example">
          <MenuItems groups={MENU} />
        </MenuList>
      ),
    },
    { title: 'Switches and radio buttons', frame: 'panel', content: <Choices /> },
    { title: 'Segmented control', frame: 'panel', content: <Segments /> },
    { title: 'Search list', frame: 'panel', content: <Search /> },
    { title: 'Dialogs', frame: 'page', content: <Dialogs /> },
  ],
};
