import type { HalfSettingSpec } from './half-setting-spec.ts';
import { HALF_SETTING_TABLE } from './half-setting-table.ts';

type Entry = (typeof HALF_SETTING_TABLE)[number];
type RowsWith<Shape> = Extract<Entry, Shape>['row'];

type ValueOf<Row> = Extract<Entry, { readonly row: Row }>['kind'] extends 'flag' ? boolean : readonly string[];
type RequiredName = RowsWith<{ readonly presence: 'required' }>;

/** Name of a setting in a row. */
export type SettingName = Entry['row'];

/** Settings that every row has. */
export type RequiredSettings = { readonly [Row in RequiredName]: ValueOf<Row> };

/** Values of all writable settings of a half. */
export type SettingValues = RequiredSettings & { readonly [Row in Exclude<SettingName, RequiredName>]?: ValueOf<Row> };

/** Settings that users choose; the rest is decided by Azure. */
export type HalfFlags = Pick<SettingValues, RowsWith<{ readonly handOff: object }>>;

type SwitchEntry = Extract<Entry, { readonly handOff: object; readonly texts: { readonly switchLabel: unknown } }>;

/** Setting that users can switch on screen. */
export type SwitchName = SwitchEntry['row'];

/** Entry of the table of settings. */
export type HalfSetting = HalfSettingSpec & { readonly row: SettingName; readonly counterpart?: SettingName };

/** All settings of a half, in display order. */
export const HALF_SETTINGS: readonly HalfSetting[] = HALF_SETTING_TABLE;

const hasHandOff = (
  setting: HalfSetting,
): setting is HalfSetting & { readonly row: keyof HalfFlags } & Required<Pick<HalfSetting, 'handOff'>> => setting.handOff !== undefined;

/** Settings that users choose, with their names in hand-offs. */
export const CHOSEN_SETTINGS = HALF_SETTINGS.filter(hasHandOff);

const hasSwitch = (setting: Entry): setting is SwitchEntry => 'texts' in setting && 'switchLabel' in setting.texts && 'handOff' in setting;

/** A setting with a switch on screen. */
interface SwitchSetting {
  readonly row: SwitchName;
  readonly arm: string;
  readonly default: boolean;
  /** Returns the label of the switch; `local` owns the half. */
  readonly label: (local: string, remote: string) => string;
}

/** Settings with a switch on screen, in display order. */
export const SWITCHES: readonly SwitchSetting[] = HALF_SETTING_TABLE.filter(hasSwitch).map(({ row, arm, default: byDefault, texts }) => ({
  row,
  arm,
  default: byDefault,
  label: texts.switchLabel,
}));

/** Collects a value for each setting; settings without one are left out. */
export const collectSettings = <T>(valueFor: (setting: HalfSetting) => unknown): T =>
  Object.fromEntries(
    HALF_SETTINGS.flatMap((setting) => {
      const value = valueFor(setting);
      return value === undefined ? [] : [[setting.row, value]];
    }),
  ) as T;

/** Azure's defaults for all settings. */
export const DEFAULT_SETTINGS = collectSettings<Required<SettingValues>>((setting) => setting.default);

/** Azure's defaults for the settings that every row has. */
export const DEFAULT_REQUIRED_SETTINGS = collectSettings<RequiredSettings>((setting) =>
  setting.presence === 'required' ? setting.default : undefined,
);

/** Settings that Azure returns for a half that was created without any. */
export const NEW_HALF_SETTINGS = collectSettings<SettingValues>((setting) =>
  setting.presence === 'optional' ? undefined : setting.default,
);

/** Returns the settings of a row, and nothing else. */
export const settingsOfHalf = (row: SettingValues): SettingValues => collectSettings<SettingValues>((setting) => row[setting.row]);

/** Returns the settings of a row that users choose. */
export const flagsOf = (row: SettingValues): Partial<HalfFlags> =>
  collectSettings<Partial<HalfFlags>>((setting) => (hasHandOff(setting) ? row[setting.row] : undefined));

/** Returns the settings that a half needs to match its counterpart: the local subnets of one are the remote subnets of the other. */
export const matchingSettings = (counterpart: SettingValues): Partial<SettingValues> =>
  collectSettings<Partial<SettingValues>>((setting) => setting.counterpart && counterpart[setting.counterpart]);

/** Returns the row without its settings. */
export function withoutSettings<Row extends SettingValues>(row: Row): Omit<Row, SettingName> {
  const rest: Record<string, unknown> = { ...row };
  for (const { row: name } of HALF_SETTINGS) delete rest[name];
  return rest as Omit<Row, SettingName>;
}
