import { azCommand, NAME_PLACEHOLDER, onOneLine } from './az.ts';
import { type Declaration, toDeclarations } from './declared.ts';
import { listNamedFlags } from './flags.ts';
import { hclString, oneLine, shellWord } from './quote.ts';
import { describeHandOffStep } from './say.ts';
import type { HandOffStep } from './steps.ts';

/**
 * Terraform (azurerm) for the steps. Halves that exist are imported first (Terraform 1.5); a sync is a new value of `triggers`, as the
 * provider has it. What Terraform cannot say is there as a comment with the command that does it.
 */
export function formatTerraform(steps: readonly HandOffStep[]): string {
  const providers = providersOf(steps);
  const blocks: string[] = [];
  let before: string | undefined;
  for (const [i, step] of toDeclarations(steps).entries()) {
    if (step.action === 'delete') blocks.push(deletion(step));
    else {
      const address = `azurerm_virtual_network_peering.half_${i + 1}`;
      blocks.push(resource(step, i + 1, { address, before, provider: providers.get(subscriptionOf(step)) }));
      before = address;
    }
  }
  return [...[...providers].map(([id, alias]) => provider(id, alias)), ...blocks].join('\n');
}

const subscriptionOf = ({ local }: HandOffStep): string => local.subscriptionId.toLowerCase();

/** One provider is whatever the configuration has; several need a name each. */
function providersOf(steps: readonly HandOffStep[]): ReadonlyMap<string, string> {
  const ids = [...new Set(steps.map(subscriptionOf))];
  return new Map(ids.length > 1 ? ids.map((id, i) => [id, `subscription_${i + 1}`]) : []);
}

const provider = (id: string, alias: string): string =>
  `provider "azurerm" {\n  alias           = "${alias}"\n  subscription_id = ${hclString(id)}\n  features {}\n}\n`;

interface Around {
  readonly address: string;
  readonly before: string | undefined;
  readonly provider: string | undefined;
}

function resource(step: Declaration, serial: number, { address, before, provider }: Around): string {
  const { local, remote, name } = step;
  const from = provider === undefined ? [] : [['provider', `azurerm.${provider}`] as const];
  const attributes: (readonly [string, string])[] = [
    ...from,
    ['name', hclString(name ?? NAME_PLACEHOLDER)],
    ['resource_group_name', hclString(local.resourceGroup)],
    ['virtual_network_name', hclString(local.name)],
    ['remote_virtual_network_id', hclString(remote.id)],
    ...listNamedFlags(step.flags).map(({ terraform, value }) => [terraform, literal(value)] as const),
    ...(step.syncs ? [['triggers', `{ remote_address_space = ${hclString(remote.addressSpace.join(','))} }`] as const] : []),
    ...(before === undefined ? [] : [['depends_on', `[${before}]`] as const]),
  ];
  const imported = step.action === 'create' ? '' : importBlock(step, [...from, ['to', address]]);
  return `${comments(step)}${imported}resource "azurerm_virtual_network_peering" "half_${serial}" {\n${aligned(attributes)}}\n`;
}

const importBlock = ({ local, name }: HandOffStep, attributes: readonly (readonly [string, string])[]): string =>
  `import {\n${aligned([...attributes, ['id', hclString(`${local.id}/virtualNetworkPeerings/${name ?? NAME_PLACEHOLDER}`)]])}}\n\n`;

/** As `terraform fmt` has it: the equals signs of a block stand below each other. */
function aligned(attributes: readonly (readonly [string, string])[]): string {
  const width = Math.max(...attributes.map(([name]) => name.length));
  return attributes.map(([name, value]) => `  ${name.padEnd(width)} = ${value}\n`).join('');
}

const literal = (value: boolean | readonly string[]): string =>
  typeof value === 'boolean' ? String(value) : `[${value.map(hclString).join(', ')}]`;

function comments(step: Declaration): string {
  const { subscription, subscriptionId } = step.local;
  const lines = [`${describeHandOffStep(step)}, in the subscription ${subscription} (${subscriptionId})`];
  if (step.syncs && step.action !== 'sync') lines.push(describeHandOffStep({ ...step, action: 'sync' }));
  if (step.action !== 'create') lines.push('Where your configuration has it already, change it there');
  if (step.name === undefined)
    lines.push('That half may not be read here: put its name, and add its other settings as they are, or they get their defaults');
  return lines.map((line) => `# ${oneLine(line)}\n`).join('');
}

function deletion(step: HandOffStep): string {
  return [
    `# ${oneLine(describeHandOffStep(step))}`,
    '# Where your configuration has it, take its resource out of it and apply. Terraform cannot delete what it does not know; az can:',
    `# ${oneLine(onOneLine(azCommand(step), shellWord))}\n`,
  ].join('\n');
}
