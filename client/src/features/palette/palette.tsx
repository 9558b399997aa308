import type { Finding } from '@peerscape/shared/health';
import type { Topology } from '@peerscape/shared/topology';
import { Command as Cmdk } from 'cmdk';
import { useMemo, useState } from 'react';
import type { Selection } from '../../lib/state/selection.ts';
import { selectionText } from '../../lib/state/selection-text.ts';
import { findThings, type Thing, thingsOf } from './find-things.ts';
import css from './palette.module.css';

/** A command as the palette lists it. */
export interface PaletteAction {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly caps: readonly string[];
  readonly run: () => void;
}

interface PaletteProps {
  readonly onClose: () => void;
  readonly actions: readonly PaletteAction[];
  readonly topology: Topology;
  readonly findings: readonly Finding[];
  readonly onSelect: (selection: Selection) => void;
  readonly onFinding: (finding: Finding) => void;
}

/** Everything that can be done, and every VNet and peering, by name; stands in a dialog. */
export function Palette({ onClose, actions, topology, findings, onSelect, onFinding }: PaletteProps) {
  const [text, setText] = useState('');
  const all = useMemo(() => thingsOf(topology, findings), [topology, findings]);
  const things = useMemo(() => findThings(all, text), [all, text]);
  const fitting = actions.filter(({ label, group }) => `${group} ${label}`.toLowerCase().includes(text.trim().toLowerCase()));
  const groups = [...new Set(fitting.map(({ group }) => group))];
  // the first that fits is marked with the same render that shows it, so that Enter opens what is seen and never what was seen before
  const offered = [
    ...things.map(textOf),
    ...groups.flatMap((group) => fitting.filter((action) => action.group === group).map(({ id }) => id)),
  ];
  const [marked, setMarked] = useState({ text, value: '' });
  const value = marked.text === text && offered.includes(marked.value) ? marked.value : (offered[0] ?? '');
  const after = (run: () => void) => () => {
    onClose();
    run();
  };
  const pick = ({ opens }: Thing) => after(() => (opens.kind === 'finding' ? onFinding(opens.finding) : onSelect(opens)))();
  return (
    <Cmdk label="Commands" shouldFilter={false} loop value={value} onValueChange={(next) => setMarked({ text, value: next })}>
      <Cmdk.Input
        className={css.input}
        value={text}
        onValueChange={setText}
        placeholder="Do something, or go to a VNet, peering or finding…"
        autoFocus
      />
      <Cmdk.List className={css.list}>
        <Cmdk.Empty className={css.empty}>Nothing is called that.</Cmdk.Empty>
        {HEADINGS.map(([heading, isHere]) => {
          const here = things.filter(isHere);
          return here.length > 0 ? <Things key={heading} heading={heading} things={here} onPick={pick} /> : null;
        })}
        {groups.map((group) => (
          <Cmdk.Group key={group} heading={group} className={css.group}>
            {fitting
              .filter((action) => action.group === group)
              .map(({ id, label, caps, run }) => (
                <Cmdk.Item key={id} value={id} onSelect={after(run)} className={css.item}>
                  <span className={css.label}>{label}</span>
                  <span className={css.caps}>
                    {caps.map((cap) => (
                      <kbd key={cap} className={css.cap}>
                        {cap}
                      </kbd>
                    ))}
                  </span>
                </Cmdk.Item>
              ))}
          </Cmdk.Group>
        ))}
      </Cmdk.List>
    </Cmdk>
  );
}

const HEADINGS: readonly (readonly [string, (thing: Thing) => boolean])[] = [
  ['VNets and peerings', ({ opens }) => opens.kind !== 'finding'],
  ['Findings', ({ opens }) => opens.kind === 'finding'],
];

const textOf = ({ opens }: Thing): string => (opens.kind === 'finding' ? opens.finding.id : selectionText(opens));

function Things({ heading, things, onPick }: { heading: string; things: readonly Thing[]; onPick: (thing: Thing) => void }) {
  return (
    <Cmdk.Group heading={heading} className={css.group}>
      {things.map((thing) => (
        <Cmdk.Item key={textOf(thing)} value={textOf(thing)} onSelect={() => onPick(thing)} className={css.item}>
          <span className={css.label}>{thing.name}</span>
          <span className={css.detail}>{thing.detail}</span>
        </Cmdk.Item>
      ))}
    </Cmdk.Group>
  );
}
