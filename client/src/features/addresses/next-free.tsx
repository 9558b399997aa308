import type { AddressPlan } from '@peerscape/shared/addresses';
import type { ResourceKey } from '@peerscape/shared/arm';
import { parseCidr, parseFailure } from '@peerscape/shared/net';
import type { HubEvidence } from '@peerscape/shared/shapes';
import type { Namer, ReadError, Topology } from '@peerscape/shared/topology';
import { useMemo, useState } from 'react';
import { count, formatList } from '../../lib/format/format.ts';
import { countGhosts } from '../../lib/format/ghost-labels.ts';
import type { UrlState } from '../../lib/state/url-state.ts';
import type { SetUrlState } from '../../lib/state/use-url-state.ts';
import { useUrlText } from '../../lib/state/use-url-text.ts';
import { PromptDialog } from '../../ui/prompt-dialog.tsx';
import { FreeForm } from './free-form.tsx';
import { FreeOutcome } from './free-outcome.tsx';
import { defaultRange, defaultSize, findFree, parseSize, rangesInUse } from './free-search.ts';
import css from './next-free.module.css';
import { VNetPicker } from './vnet-picker.tsx';

interface NextFreeProps {
  readonly topology: Topology;
  readonly plan: AddressPlan;
  readonly hubs: ReadonlyMap<ResourceKey, HubEvidence>;
  readonly readErrors: readonly ReadError[];
  readonly nameOf: Namer;
  readonly url: UrlState;
  readonly setUrl: SetUrlState;
  readonly onOpen: (vnet: ResourceKey) => void;
  readonly onCopy: (text: string, what: string) => void;
}

const PICKER = 'Choose the VNet';

/** Finds the next free range of a size. What it must not overlap, the range and the size are in the URL. */
export function NextFree({ topology, plan, hubs, readErrors, nameOf, url, setUrl, onOpen, onCopy }: NextFreeProps) {
  const [isPicking, setPicking] = useState(false);
  const around = keyOf(topology, url.around);
  const [within, setWithin] = useTextWithDefault(
    'within',
    useMemo(() => defaultRange(topology, plan, around), [topology, plan, around]),
  );
  const parsedWithin = useMemo(() => parseCidr(within.trim()), [within]);
  const [size, setSize] = useTextWithDefault('size', defaultSize(parsedWithin));
  const parsedSize = useMemo(() => (parsedWithin.ok ? parseSize(size, parsedWithin.value) : parseFailure('')), [parsedWithin, size]);
  const ranges = useMemo(() => rangesInUse(plan), [plan]);
  const result = useMemo(
    () =>
      parsedWithin.ok && parsedSize.ok
        ? findFree({ topology, plan, hubs, readErrors }, around, parsedWithin.value, parsedSize.value)
        : undefined,
    [topology, plan, hubs, readErrors, around, parsedWithin, parsedSize],
  );
  const set = (patch: Partial<UrlState>) => setUrl(patch, { replace: true });
  return (
    <div className={css.page}>
      <FreeForm
        within={within}
        size={size}
        around={around}
        parsedWithin={parsedWithin}
        parsedSize={parsedSize}
        ranges={ranges}
        nameOf={nameOf}
        onWithin={setWithin}
        onSize={setSize}
        onEstate={() => set({ around: '' })}
        onChooseVNet={() => setPicking(true)}
      />
      {result ? (
        <FreeOutcome result={result} estateSize={describeEstate(topology)} nameOf={nameOf} onOpen={onOpen} onCopy={onCopy} />
      ) : null}
      <PromptDialog label={isPicking ? PICKER : undefined} onClose={() => setPicking(false)}>
        {isPicking ? (
          <VNetPicker
            topology={topology}
            label={PICKER}
            onChoose={(key) => {
              setPicking(false);
              set({ around: key });
            }}
          />
        ) : null}
      </PromptDialog>
    </div>
  );
}

/** Returns a text of the URL and its setter; the default while the URL has none, unless the user has just cleared the field. */
function useTextWithDefault(name: 'within' | 'size', initial: string): readonly [string, (text: string) => void] {
  const [stored, store] = useUrlText(name);
  const [isCleared, setCleared] = useState(false);
  const set = (text: string) => {
    setCleared(text === '');
    store(text);
  };
  return [stored || (isCleared ? '' : initial), set];
}

/** Returns the VNet or ghost of the URL; undefined if it no longer exists. */
const keyOf = ({ vnets, ghosts }: Topology, text: string): ResourceKey | undefined => {
  const key = text as ResourceKey;
  return vnets.has(key) || ghosts.has(key) ? key : undefined;
};

const describeEstate = ({ vnets, ghosts }: Topology): string => formatList([count(vnets.size, 'VNet'), ...countGhosts(ghosts.values())]);
