/** Types of fields. They are named after their meaning, because it decides how a value is anonymised. */
export interface FieldValues {
  /** ARM id. */
  readonly id: string;
  readonly ids: readonly string[];
  /** Text that Azure defines, such as a state or a SKU. */
  readonly text: string;
  readonly texts: readonly string[];
  readonly number: number;
  readonly flag: boolean;
  /** Number of an autonomous system. */
  readonly asn: number;
  readonly address: string;
  readonly addresses: readonly string[];
  readonly 'route-name': string;
  /** Prefix or service tag. */
  readonly 'route-prefix': string;
  /** Prefixes, addresses and service tags. */
  readonly prefixes: readonly string[];
  readonly 'rule-name': string;
  readonly 'group-name': string;
}

export type FieldType = keyof FieldValues;

/** Type of a field; with `?`, it is absent where Azure did not send it. A list has the fields of its elements. */
export type Field = FieldType | `${FieldType}?` | { readonly each: Fields };

/** Fields of a row, by name. */
export interface Fields {
  readonly [name: string]: Field;
}

type Value<F> = F extends { readonly each: infer Each } ? readonly RowOf<Each>[] : F extends FieldType ? FieldValues[F] : never;

/** Row with the given fields. */
export type RowOf<F> = {
  readonly [Name in keyof F as F[Name] extends `${string}?` ? never : Name]: Value<F[Name]>;
} & {
  readonly [Name in keyof F as F[Name] extends `${string}?` ? Name : never]?: F[Name] extends `${infer Type}?` ? Value<Type> : never;
};

/** Parsed form of a field. */
export type ParsedField = { readonly isOptional: boolean } & ({ readonly type: FieldType } | { readonly each: Fields });

/** Splits a field into its type and whether it is optional. */
export function parseField(field: Field): ParsedField {
  if (typeof field === 'object') return { isOptional: false, each: field.each };
  const isOptional = field.endsWith('?');
  return { isOptional, type: (isOptional ? field.slice(0, -1) : field) as FieldType };
}
