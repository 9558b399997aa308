import { z } from 'zod';
import { HALF_SETTINGS, type HalfFlags, type HalfSetting, type SettingName, type SettingValues } from '../topology/index.ts';

type Schema<Name extends SettingName> = z.ZodType<NonNullable<SettingValues[Name]>>;
type IsRequired<Name extends SettingName> = undefined extends SettingValues[Name] ? false : true;

const BY_KIND = { flag: z.boolean(), names: z.array(z.string()) };
const BY_KIND_READONLY = { flag: z.boolean(), names: z.array(z.string()).readonly() };

/** Creates the fields of an object from the table of settings. */
const shapeOf = <Shape>(settings: readonly HalfSetting[], schemaOf: (setting: HalfSetting) => z.ZodType): Shape =>
  Object.fromEntries(settings.map((setting) => [setting.row, schemaOf(setting)])) as Shape;

/** Settings in a row. */
export const settingsInRow = shapeOf<{
  readonly [Name in SettingName]: IsRequired<Name> extends true ? Schema<Name> : z.ZodExactOptional<Schema<Name>>;
}>(HALF_SETTINGS, ({ kind, presence }) => (presence === 'required' ? BY_KIND[kind] : z.exactOptional(BY_KIND[kind])));

/** Settings in a write. */
export const settingsInWrite = shapeOf<{
  readonly [Name in SettingName]: IsRequired<Name> extends true ? Schema<Name> : z.ZodOptional<Schema<Name>>;
}>(HALF_SETTINGS, ({ kind, presence }) => (presence === 'required' ? BY_KIND_READONLY[kind] : z.optional(BY_KIND_READONLY[kind])));

/** Settings that a user chooses, each of them optional. */
export const chosenSettings = shapeOf<{ readonly [Name in keyof HalfFlags]-?: z.ZodExactOptional<Schema<Name>> }>(
  HALF_SETTINGS.filter(({ handOff }) => handOff !== undefined),
  ({ kind }) => z.exactOptional(BY_KIND_READONLY[kind]),
);
