import { asObject, asObjects } from '../azure/translate/index.ts';

const INSTEAD = 'export with "az network vnet list -o json" or "az graph query"';

interface Format {
  readonly matches: (text: string) => boolean;
  readonly description: string;
}

const BINARY: readonly (readonly [first: readonly number[], description: string])[] = [
  [[0x1f, 0x8b], 'The file is compressed with gzip; unpack it first'],
  [[0x50, 0x4b, 0x03, 0x04], 'The file is a ZIP archive or an Excel workbook; unpack it, or export JSON'],
  [[0x25, 0x50, 0x44, 0x46], `The file is a PDF; ${INSTEAD}`],
];

/** Returns whether a line reports an error of `az`: `ERROR: (AuthorizationFailed) …`. */
export const isAzError = (line: string): boolean => /^\s*(?:az(?:\.cmd)?: )?ERROR:\s/.test(line);

/** Returns whether a line reports an error of `az`, or asks to sign in. */
const isRefusal = (line: string): boolean => isAzError(line) || /\baz login\b/.test(line);

/** Text formats, by their first lines. */
const TEXT: readonly Format[] = [
  { matches: (text) => /^\s*<(?:!doctype|html)/i.test(text), description: `The file is a web page; ${INSTEAD}` },
  { matches: (text) => /^\s*<\?xml/i.test(text), description: `The file is XML; ${INSTEAD}` },
  {
    matches: (text) => /^\s*"?NAME"?\s*,|^(?:"[^"\n]*"|[\w -]+)(?:,(?:"[^"\n]*"|[\w -]*)){2,}\s*$/im.test(firstLine(text)),
    description: `The file is CSV, which has no peerings; ${INSTEAD}`,
  },
  {
    matches: (text) => /^-{3,}(?:\s{2,}-{3,})+\s*$/m.test(text.slice(0, 4000)),
    description: 'The file is a table as az prints it with -o table; use -o json',
  },
  {
    matches: (text) => /^[^\n\t]+(?:\t[^\n\t]*){3,}$/m.test(firstLine(text)),
    description: 'The file is a table as az prints it with -o tsv; use -o json',
  },
  {
    matches: (text) => /^(?:resource|provider|terraform|module|variable)\s+["{]/m.test(text),
    description: 'The file is Terraform configuration; open a state or a plan instead: "terraform show -json > estate.json"',
  },
  {
    matches: (text) => /^(?:targetScope\s*=|param\s+\w+|resource\s+\w+\s+')/m.test(text),
    description: 'The file is Bicep; compile it with "az bicep build", or export what is deployed with "az network vnet list -o json"',
  },
  { matches: (text) => /^(?:- |---\s*$|[A-Za-z_]\w*:(?:\s|$))/m.test(firstLine(text)), description: 'The file is YAML; use -o json' },
];

const firstLine = (text: string): string => text.trimStart().split('\n', 1)[0] ?? '';

/** Names a binary file format by its first bytes, and what to do instead. */
export const describeBinary = (bytes: Uint8Array): string | undefined =>
  BINARY.find(([first]) => first.every((byte, i) => bytes[i] === byte))?.[1];

/** Names a text format that is not JSON, and what to do instead. */
export function describeText(text: string): string | undefined {
  const first = firstLine(text).trim();
  if (isRefusal(first)) return `The file contains a message of az instead of its output: “${first.slice(0, 300)}”`;
  return TEXT.find(({ matches }) => matches(text))?.description;
}

/** Returns code and message of an error response of ARM; undefined for any other JSON. */
export function describeArmError(json: unknown): string | undefined {
  const top = asObject(json);
  const error = asObject(top.error ?? asObject(asObject(top.status).error));
  const { code, message } = 'code' in error ? error : 'message' in top && 'code' in top ? top : {};
  return typeof code === 'string' ? `${code}: ${String(message ?? '')}` : undefined;
}

/** Names JSON that is no estate, and what to do instead: an error of ARM, an export of another tool. */
export function describeJson(json: unknown): string | undefined {
  const top = asObject(json);
  const error = describeArmError(json);
  if (error !== undefined) return `The file is an error response of Azure Resource Manager: ${error}`;
  if (Array.isArray(asObject(top.deployment).resources)) return `The file is an export of a Pulumi stack; ${INSTEAD}`;
  if (/deploymentParameters\.json/i.test(String(top.$schema ?? '')))
    return `The file contains the parameters of a deployment, no resources; ${INSTEAD}`;
  if (asObjects(top.nodes).length > 0 || asObjects(top.elements).length > 0) return `The file is a graph of another tool; ${INSTEAD}`;
  return undefined;
}
