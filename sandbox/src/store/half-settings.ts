/** A setting of a half that clients can write. */
interface SettingSpec {
  /** Field of a stored half, and of a row. */
  readonly stored: string;
  /** Property on the wire. */
  readonly property: string;
  readonly type: 'boolean' | 'names';
  /** Value if the body omits it. Without a default the half is unchanged, and the property is absent until it is set. */
  readonly default?: boolean;
  /** Fixed on creation; a different value in a later body is ignored. */
  readonly isFixed?: true;
}

/** Settings of a half in the order of the recordings (azure-semantics §1.2). */
const TABLE = [
  { stored: 'allowAccess', property: 'allowVirtualNetworkAccess', type: 'boolean', default: true },
  { stored: 'allowForwarded', property: 'allowForwardedTraffic', type: 'boolean', default: false },
  { stored: 'allowTransit', property: 'allowGatewayTransit', type: 'boolean', default: false },
  { stored: 'useRemoteGateways', property: 'useRemoteGateways', type: 'boolean', default: false },
  { stored: 'doNotVerifyRemoteGateways', property: 'doNotVerifyRemoteGateways', type: 'boolean', default: false },
  { stored: 'completeVnets', property: 'peerCompleteVnets', type: 'boolean', default: true, isFixed: true },
  { stored: 'onlyIPv6', property: 'enableOnlyIPv6Peering', type: 'boolean' },
  { stored: 'localSubnets', property: 'localSubnetNames', type: 'names' },
  { stored: 'remoteSubnets', property: 'remoteSubnetNames', type: 'names' },
] as const satisfies readonly SettingSpec[];

type Entry = (typeof TABLE)[number];
type ValueOf<E extends Entry> = E['type'] extends 'boolean' ? boolean : readonly string[];

/** Settings of a stored half. */
export type StoredSettings = {
  readonly [E in Entry as E['stored']]: E extends { readonly default: boolean } ? ValueOf<E> : ValueOf<E> | undefined;
};

/** Settings in the body of a half. */
export type SettingsBody = { readonly [E in Entry as E['property']]?: ValueOf<E> };

/** Settings that a row or a body contains. */
type PartialSettings = { readonly [Name in keyof StoredSettings]?: StoredSettings[Name] | undefined };

export const HALF_SETTINGS: readonly (SettingSpec & Pick<Entry, 'stored' | 'property'>)[] = TABLE;

const fill = (valueFor: (setting: (typeof HALF_SETTINGS)[number]) => unknown): StoredSettings =>
  Object.fromEntries(HALF_SETTINGS.map((setting) => [setting.stored, valueFor(setting)])) as StoredSettings;

/** Returns the settings of a row, with Azure's default for those that it lacks. */
export const settingsFromRow = (row: PartialSettings): StoredSettings => fill((setting) => row[setting.stored] ?? setting.default);

/** Returns the settings that a PUT of the body results in. */
export const settingsFromBody = (body: SettingsBody, before: StoredSettings | undefined): StoredSettings =>
  fill(({ stored, property, default: byDefault, isFixed }) => {
    if (isFixed && before) return before[stored];
    return body[property] ?? byDefault ?? before?.[stored];
  });

type DefaultedName = Extract<Entry, { readonly default: boolean }>['stored'];

/** Settings without those that are not set. */
type DefinedSettings = Pick<StoredSettings, DefaultedName> & {
  readonly [Name in Exclude<keyof StoredSettings, DefaultedName>]?: NonNullable<StoredSettings[Name]>;
};

/** Returns the settings of a half, without those that are not set. */
export const definedSettings = (half: StoredSettings): DefinedSettings =>
  Object.fromEntries(
    HALF_SETTINGS.flatMap(({ stored }) => (half[stored] === undefined ? [] : [[stored, half[stored]]])),
  ) as DefinedSettings;

/** Returns the settings of a half as properties on the wire. */
export const settingsOnWire = (half: StoredSettings): SettingsBody =>
  Object.fromEntries(HALF_SETTINGS.flatMap(({ stored, property }) => (half[stored] === undefined ? [] : [[property, half[stored]]])));
