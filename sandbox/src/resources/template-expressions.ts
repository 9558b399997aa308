/** A problem with a template, in the words that follow "Deployment template validation failed". */
export class TemplateProblem extends Error {}

/** Functions that expressions of a template can call, by name in lower case. */
export type TemplateFunctions = Readonly<Record<string, (args: readonly unknown[]) => unknown>>;

/** Functions whose result depends on nothing but their arguments. */
const PURE_FUNCTIONS: TemplateFunctions = {
  concat: (args) => (args.every(Array.isArray) ? args.flat() : args.map(String).join('')),
  format: ([pattern, ...args]) => String(pattern).replace(/\{(\d+)\}/g, (_, index) => String(args[Number(index)])),
  tolower: ([text]) => String(text).toLowerCase(),
  toupper: ([text]) => String(text).toUpperCase(),
};

/** Replaces the expressions in a value of a template, such as `[concat('rt-', parameters('name'))]`, by their results. */
export function evaluateTemplate(content: unknown, functions: TemplateFunctions): unknown {
  if (typeof content === 'string') return evaluateText(content, functions);
  if (Array.isArray(content)) return content.map((entry) => evaluateTemplate(entry, functions));
  if (typeof content !== 'object' || content === null) return content;
  return Object.fromEntries(Object.entries(content).map(([name, entry]) => [name, evaluateTemplate(entry, functions)]));
}

/** Text in brackets is an expression, unless the first bracket is doubled. */
function evaluateText(text: string, functions: TemplateFunctions): unknown {
  if (text.startsWith('[[')) return text.slice(1);
  return text.startsWith('[') && text.endsWith(']') ? evaluateExpression(text.slice(1, -1), { ...PURE_FUNCTIONS, ...functions }) : text;
}

const TOKEN = /\s*('(?:[^']|'')*'|-?\d+|[a-z]\w*|[()[\],.])\s*/iy;

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    tokens.push(match[1] ?? '');
    if (TOKEN.lastIndex === text.length) return tokens;
  }
  throw new TemplateProblem(`The template language expression '${text}' is not valid.`);
}

function evaluateExpression(text: string, functions: TemplateFunctions): unknown {
  const tokens = tokenize(text);
  const isNext = (token: string): boolean => tokens[0] === token && tokens.shift() !== undefined;
  const expect = (token: string): void => {
    if (!isNext(token)) throw new TemplateProblem(`The template language expression '${text}' is not valid: expected '${token}'.`);
  };
  const argumentsUntilEnd = (): unknown[] => {
    const args: unknown[] = [];
    if (isNext(')')) return args;
    do args.push(expression());
    while (isNext(','));
    expect(')');
    return args;
  };
  const value = (): unknown => {
    const token = tokens.shift() ?? '';
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    if (/^-?\d/.test(token)) return Number(token);
    const name = token.toLowerCase();
    const call = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (!call) throw new TemplateProblem(`The template function '${token}' is not valid.`);
    expect('(');
    return call(argumentsUntilEnd());
  };
  const expression = (): unknown => {
    let result = value();
    for (;;) {
      if (isNext('.')) result = memberOf(result, tokens.shift() ?? '');
      else if (isNext('[')) {
        result = memberOf(result, expression());
        expect(']');
      } else return result;
    }
  };
  const result = expression();
  if (tokens.length > 0) throw new TemplateProblem(`The template language expression '${text}' is not valid.`);
  return result;
}

/** Returns a property, ignoring case, or an entry of an array. */
function memberOf(owner: unknown, name: unknown): unknown {
  const entries = typeof owner === 'object' && owner !== null ? Object.entries(owner) : [];
  const entry = entries.find(([each]) => each.toLowerCase() === String(name).toLowerCase());
  if (!entry) throw new TemplateProblem(`The language expression property '${name}' doesn't exist.`);
  return entry[1];
}
