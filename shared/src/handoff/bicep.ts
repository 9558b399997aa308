import { azCommand, NAME_PLACEHOLDER, onOneLine } from './az.ts';
import { type Declaration, toDeclarations } from './declared.ts';
import { listNamedFlags } from './flags.ts';
import { bicepString, oneLine, shellWord } from './quote.ts';
import { describeHandOffStep } from './say.ts';
import type { HandOffStep, VNetReference } from './steps.ts';

const API = '2024-05-01';

/**
 * Bicep for the steps. A template deploys to one resource group: where the halves stand in several, each part is a file of its own, in this
 * order. What a template cannot say is there as a comment with the command that does it.
 */
export function formatBicep(steps: readonly HandOffStep[]): string {
  const parts = byResourceGroup(toDeclarations(steps));
  return parts.map((part, i) => partText(part, parts.length > 1 ? `File ${i + 1} of ${parts.length}. ` : '')).join('\n');
}

/** Steps that follow each other in one resource group. */
function byResourceGroup(steps: readonly Declaration[]): readonly (readonly Declaration[])[] {
  const parts: Declaration[][] = [];
  for (const step of steps) {
    const last = parts[parts.length - 1];
    if (last?.[0] && groupOf(last[0].local) === groupOf(step.local)) last.push(step);
    else parts.push([step]);
  }
  return parts;
}

const groupOf = ({ subscriptionId, resourceGroup }: VNetReference): string => `${subscriptionId}/${resourceGroup}`.toLowerCase();

function partText(steps: readonly Declaration[], title: string): string {
  const [first] = steps;
  if (!first) return '';
  const { resourceGroup, subscription, subscriptionId } = first.local;
  const vnets = [...new Map(steps.filter(isExpressible).map(({ local }) => [local.id.toLowerCase(), local])).values()];
  const symbols = new Map(vnets.map(({ id }, i) => [id.toLowerCase(), `vnet${i + 1}`]));
  const blocks: string[] = [];
  let before: string | undefined;
  for (const [i, step] of steps.entries()) {
    if (isExpressible(step)) {
      const symbol = `half${i + 1}`;
      blocks.push(resource(step, symbol, symbols.get(step.local.id.toLowerCase()) ?? '', before));
      before = symbol;
    }
    if (step.action === 'delete') blocks.push(inexpressible(step));
    if (step.syncs) blocks.push(inexpressible({ ...step, action: 'sync' }));
  }
  return [
    `// ${oneLine(`${title}Deploy to the resource group ${resourceGroup} of the subscription ${subscription} (${subscriptionId})`)}\n`,
    ...vnets.map(({ id, name }) => vnet(symbols.get(id.toLowerCase()) ?? '', name)),
    ...blocks,
  ].join('\n');
}

const isExpressible = ({ action }: HandOffStep): boolean => action === 'create' || action === 'update';

const vnet = (symbol: string, name: string): string =>
  `resource ${symbol} 'Microsoft.Network/virtualNetworks@${API}' existing = {\n  name: ${bicepString(name)}\n}\n`;

function resource(step: HandOffStep, symbol: string, parent: string, before: string | undefined): string {
  const properties = listNamedFlags(step.flags).map(({ arm, value }) => `    ${arm}: ${literal(value)}`);
  return [
    `// ${oneLine(describeHandOffStep(step))}`,
    ...(step.name === undefined ? [`// ${UNREAD}`] : []),
    `resource ${symbol} 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@${API}' = {`,
    `  parent: ${parent}`,
    `  name: ${bicepString(step.name ?? NAME_PLACEHOLDER)}`,
    '  properties: {',
    '    remoteVirtualNetwork: {',
    `      id: ${bicepString(step.remote.id)}`,
    '    }',
    ...properties,
    '  }',
    ...(before === undefined ? [] : ['  dependsOn: [', `    ${before}`, '  ]']),
    '}\n',
  ].join('\n');
}

const UNREAD = 'That half may not be read here: put its name, and add its other settings as they are, or they get their defaults';

const literal = (value: boolean | readonly string[]): string =>
  typeof value === 'boolean' ? String(value) : `[\n${value.map((text) => `      ${bicepString(text)}\n`).join('')}    ]`;

function inexpressible(step: HandOffStep): string {
  return [
    `// ${oneLine(describeHandOffStep(step))}. Bicep cannot ${step.action} a half; az can:`,
    `// ${oneLine(onOneLine(azCommand(step), shellWord))}`,
    '',
  ].join('\n');
}
