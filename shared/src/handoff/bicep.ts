import { azCommand, NAME_PLACEHOLDER, onOneLine } from './az.ts';
import { type Declaration, toDeclarations } from './declared.ts';
import { describeHandOffStep } from './describe-hand-off.ts';
import { listNamedFlags } from './flags.ts';
import { bicepString, oneLine, quoteShell } from './quote.ts';
import type { HandOffStep, VNetReference } from './steps.ts';
import { allCrossedTenants, describeCrossing } from './tenants.ts';

/** API version of the resources in templates. */
export const API = '2024-05-01';

/**
 * Formats the steps as Bicep. A template deploys to one resource group, so halves in several resource groups give several files, to deploy in
 * this order. Steps that a template cannot express become comments with the az command.
 */
export function formatBicep(steps: readonly HandOffStep[]): string {
  const files = groupByResourceGroup(toDeclarations(steps));
  return files.map((file, i) => formatFile(file, files.length > 1 ? `File ${i + 1} of ${files.length}. ` : '')).join('\n');
}

/** Groups consecutive steps of the same resource group. */
function groupByResourceGroup(steps: readonly Declaration[]): readonly (readonly Declaration[])[] {
  const groups: Declaration[][] = [];
  for (const step of steps) {
    const last = groups[groups.length - 1];
    if (last?.[0] && groupOf(last[0].local) === groupOf(step.local)) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

const groupOf = ({ subscriptionId, resourceGroup }: VNetReference): string => `${subscriptionId}/${resourceGroup}`.toLowerCase();

function formatFile(steps: readonly Declaration[], title: string): string {
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
    if (step.action === 'delete') blocks.push(azComment(step));
    if (step.syncs) blocks.push(azComment({ ...step, action: 'sync' }));
  }
  const tenants = allCrossedTenants(steps);
  return [
    ...(tenants.length > 0 ? [`// ${oneLine(describeCrossing(tenants))}`] : []),
    `// ${oneLine(`${title}Deploy to resource group ${resourceGroup} in subscription ${subscription} (${subscriptionId})`)}\n`,
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
    ...(step.name === undefined ? [`// ${UNREADABLE}`] : []),
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

const UNREADABLE =
  'This half could not be read: replace the name, and add its current settings; otherwise they are reset to their defaults';

const literal = (value: boolean | readonly string[]): string =>
  typeof value === 'boolean' ? String(value) : `[\n${value.map((text) => `      ${bicepString(text)}\n`).join('')}    ]`;

function azComment(step: HandOffStep): string {
  return [
    `// ${oneLine(describeHandOffStep(step))}. Bicep cannot ${step.action} a half; run:`,
    `// ${oneLine(onOneLine(azCommand(step), quoteShell))}`,
    '',
  ].join('\n');
}
