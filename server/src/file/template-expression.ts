/** Evaluates a value of a template; returns undefined if it depends on something that is known only during a deployment. */
export type Evaluate = (value: unknown) => unknown;

export interface TemplateScope {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Prefix of the ids that `resourceId` returns: `/subscriptions/…/resourceGroups/…`. */
  readonly resourceGroupId: string;
}

/**
 * Creates an evaluator for the strings of an ARM template: literals, and the expressions that exported templates and compiled Bicep use for names
 * (parameters with a default, variables, concat, format, resourceId and the like; learn.microsoft.com, “ARM template functions”).
 */
export function createEvaluator(scope: TemplateScope): Evaluate {
  let depth = 0;
  const evaluate: Evaluate = (value) => {
    // a parameter whose default refers to itself has no value
    if (depth >= MAX_DEPTH) return undefined;
    depth += 1;
    try {
      return evaluateOnce(value);
    } finally {
      depth -= 1;
    }
  };

  const evaluateOnce: Evaluate = (value) => {
    if (typeof value !== 'string' || !value.startsWith('[') || !value.endsWith(']')) return value;
    if (value.startsWith('[[')) return value.slice(1);
    const tokens = [...value.slice(1, -1).matchAll(TOKEN)].map(([token]) => token);
    const parsed = parseExpression(tokens, 0);
    return parsed && parsed.next === tokens.length ? compute(parsed.expression) : undefined;
  };

  const compute = (expression: Expression): unknown => {
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'member': {
        const of = compute(expression.of);
        return typeof of === 'object' && of !== null && Object.hasOwn(of, expression.name)
          ? evaluate((of as Readonly<Record<string, unknown>>)[expression.name])
          : undefined;
      }
      case 'call': {
        const call = FUNCTIONS[expression.name.toLowerCase()];
        const values = expression.arguments.map(compute);
        return call === undefined || values.includes(undefined) ? undefined : call(values, scope, evaluate);
      }
    }
  };
  return evaluate;
}

const MAX_DEPTH = 50;

type Expression =
  | { readonly kind: 'literal'; readonly value: string | number }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  | { readonly kind: 'member'; readonly of: Expression; readonly name: string };

const TOKEN = /'(?:[^']|'')*'|[A-Za-z_]\w*|-?\d+|[^\s]/g;

interface ParsedExpression {
  readonly expression: Expression;
  readonly next: number;
}

function parseExpression(tokens: readonly string[], at: number): ParsedExpression | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  if (token.startsWith("'")) return { expression: { kind: 'literal', value: token.slice(1, -1).replaceAll("''", "'") }, next: at + 1 };
  if (/^-?\d/.test(token)) return { expression: { kind: 'literal', value: Number(token) }, next: at + 1 };
  if (tokens[at + 1] !== '(') return undefined;
  const parsed: Expression[] = [];
  let next = at + 2;
  while (tokens[next] !== ')') {
    const argument = parseExpression(tokens, next);
    if (!argument) return undefined;
    parsed.push(argument.expression);
    next = tokens[argument.next] === ',' ? argument.next + 1 : argument.next;
    if (next === argument.next && tokens[next] !== ')') return undefined;
  }
  return parseMembers(tokens, { expression: { kind: 'call', name: token, arguments: parsed }, next: next + 1 });
}

/** Parses `.name` and `['name']` after a call. */
function parseMembers(tokens: readonly string[], { expression, next }: ParsedExpression): ParsedExpression | undefined {
  const name = tokens[next + 1];
  if (tokens[next] === '.' && name !== undefined) {
    return parseMembers(tokens, { expression: { kind: 'member', of: expression, name }, next: next + 2 });
  }
  if (tokens[next] === '[') {
    if (!name?.startsWith("'") || tokens[next + 2] !== ']') return undefined;
    return parseMembers(tokens, { expression: { kind: 'member', of: expression, name: name.slice(1, -1) }, next: next + 3 });
  }
  return { expression, next };
}

type Call = (values: readonly unknown[], scope: TemplateScope, evaluate: Evaluate) => unknown;

const own = (of: Readonly<Record<string, unknown>>, name: unknown): unknown => {
  const key = Object.keys(of).find((one) => one.toLowerCase() === String(name).toLowerCase());
  return key === undefined ? undefined : of[key];
};

const FUNCTIONS: Readonly<Record<string, Call>> = {
  parameters: ([name], { parameters }, evaluate) => evaluate(own(parameters, name)),
  variables: ([name], { variables }, evaluate) => evaluate(own(variables, name)),
  concat: (values) => (values.some(Array.isArray) ? values.flat() : values.join('')),
  format: ([pattern, ...values]) => String(pattern).replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)] ?? '')),
  tolower: ([value]) => String(value).toLowerCase(),
  toupper: ([value]) => String(value).toUpperCase(),
  resourceid: (values, { resourceGroupId }) => {
    const [first = '', ...rest] = values.map(String);
    // resourceId([subscriptionId], [resourceGroupName], type, name…)
    if (first.includes('/')) return `${resourceGroupId}/providers/${joinTypes(first, rest)}`;
    const [second = '', ...names] = rest;
    if (second.includes('/')) return `${resourceGroupId.replace(/[^/]*$/, '')}${first}/providers/${joinTypes(second, names)}`;
    const [type = '', ...others] = names;
    return `/subscriptions/${first}/resourceGroups/${second}/providers/${joinTypes(type, others)}`;
  },
};

/** Inserts names into a resource type: `Microsoft.Network/virtualNetworks/subnets` and `['hub', 'app']` → `Microsoft.Network/virtualNetworks/hub/subnets/app`. */
export function joinTypes(type: string, names: readonly string[]): string {
  const [provider = '', ...types] = type.split('/');
  return [provider, ...types.flatMap((one, i) => [one, names[i] ?? ''])].join('/');
}
