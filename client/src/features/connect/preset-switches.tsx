import { Button } from '@fluentui/react-components';
import { ArrowSwap16Regular } from '@fluentui/react-icons';
import type { ResourceKey } from '@peerscape/shared/arm';
import type { Topology } from '@peerscape/shared/topology';
import { nameOf } from '../../lib/format/names.ts';
import type { Pair } from '../../lib/format/pair-text.ts';
import { SwitchField } from '../../ui/choice.tsx';
import panel from '../../ui/panel.module.css';
import { Prose } from '../../ui/prose.tsx';
import css from './connect.module.css';
import type { ConnectValues } from './connect-values.ts';
import { isPresetOn, OPTION_PRESETS, type PairOptions, setPreset } from './option-presets.ts';

interface PresetSwitchesProps {
  readonly topology: Topology;
  readonly pair: Pair;
  readonly hub: ResourceKey;
  /** True if hub detection finds that this VNet is a hub, and the other one is not. */
  readonly isDetected: boolean;
  readonly onHub: (hub: ResourceKey) => void;
  readonly values: ConnectValues;
  readonly onChange: (values: ConnectValues) => void;
}

/** Switches for common uses of a peering; each sets options of both halves. */
export function PresetSwitches({ topology, pair, hub, isDetected, onHub, values, onChange }: PresetSwitchesProps) {
  const [hubSide, spokeSide] = hub === pair.a ? (['a', 'b'] as const) : (['b', 'a'] as const);
  const hubName = nameOf(topology, hub);
  const spokeName = nameOf(topology, pair[spokeSide]);
  const both: PairOptions = { hub: values[hubSide].flags, spoke: values[spokeSide].flags };
  const setOptions = (next: PairOptions) =>
    onChange({
      ...values,
      [hubSide]: { ...values[hubSide], flags: next.hub },
      [spokeSide]: { ...values[spokeSide], flags: next.spoke },
    });
  return (
    <fieldset className={css.presets}>
      <legend className={css.presetHead}>
        <span className={panel.heading}>{isDetected ? `${hubName} is the hub` : `What ${spokeName} reaches through ${hubName}`}</span>
        <Button
          type="button"
          size="small"
          appearance="subtle"
          icon={<ArrowSwap16Regular />}
          aria-label={`Swap: what ${hubName} reaches through ${spokeName}`}
          onClick={() => onHub(pair[spokeSide])}
        >
          Swap
        </Button>
      </legend>
      {OPTION_PRESETS.map((preset) => {
        const isOn = isPresetOn(preset, both);
        return (
          <SwitchField
            key={preset.id}
            label={<Prose text={preset.label(hubName, spokeName, isDetected)} />}
            note={isOn ? <Prose text={preset.note(hubName, spokeName)} /> : undefined}
            isOn={isOn}
            onSwitch={(next) => setOptions(setPreset(preset, next, both))}
          />
        );
      })}
    </fieldset>
  );
}
