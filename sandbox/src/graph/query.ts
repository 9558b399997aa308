/** Syntax tree of a query. The sandbox supports this part of the Kusto Query Language and rejects everything else by name. */
export interface Query {
  readonly table: 'resources' | 'resourcecontainers';
  readonly steps: readonly Step[];
}

export type Step =
  | { readonly kind: 'where'; readonly test: Expression }
  | { readonly kind: 'project'; readonly columns: readonly NamedExpression[] }
  | { readonly kind: 'extend'; readonly columns: readonly NamedExpression[] }
  | { readonly kind: 'mv-expand'; readonly column: NamedExpression }
  | { readonly kind: 'order'; readonly keys: readonly { readonly by: Expression; readonly descending: boolean }[] }
  | { readonly kind: 'take'; readonly count: number }
  | { readonly kind: 'count' }
  | { readonly kind: 'summarize'; readonly name: string; readonly by: readonly NamedExpression[] };

export interface NamedExpression {
  readonly name: string;
  readonly value: Expression;
}

export type Comparison = '==' | '!=' | '=~' | '!~' | '>' | '<' | '>=' | '<=' | NamedOperator;
type NamedOperator = 'has' | '!has' | 'contains' | '!contains' | 'startswith' | '!startswith' | 'endswith' | '!endswith';

export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'path'; readonly column: string; readonly path: readonly (string | number)[]; readonly at: number }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly of: readonly Expression[] }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'in';
      readonly negated: boolean;
      readonly ignoreCase: boolean;
      readonly left: Expression;
      readonly options: readonly Expression[];
    }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] };

export const FUNCTIONS = [
  'tostring',
  'tolower',
  'toupper',
  'isempty',
  'isnotempty',
  'isnull',
  'isnotnull',
  'not',
  'array_length',
  'strcat',
] as const;
type FunctionName = (typeof FUNCTIONS)[number];
