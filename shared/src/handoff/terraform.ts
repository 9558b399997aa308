import { azCommand, NAME_PLACEHOLDER, onOneLine } from './az.ts';
import { type Declaration, toDeclarations } from './declared.ts';
import { describeHandOffStep } from './describe-hand-off.ts';
import { listNamedFlags } from './flags.ts';
import { hclString, oneLine, quoteShell } from './quote.ts';
import type { HandOffStep } from './steps.ts';
import { crossedTenants, describeCrossing } from './tenants.ts';

/**
 * Formats the steps as Terraform (azurerm). Existing halves are imported first (Terraform 1.5); a sync is a new value of `triggers`, as the
 * provider documents. Steps that Terraform cannot express become comments with the az command.
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
  return [...[...providers].map(([id, alias]) => formatProvider(id, alias, tenantsOf(steps, id))), ...blocks].join('\n');
}

const subscriptionOf = ({ local }: HandOffStep): string => local.subscriptionId.toLowerCase();

/** Returns the provider aliases by subscription; none when one default provider is enough. */
function providersOf(steps: readonly HandOffStep[]): ReadonlyMap<string, string> {
  const ids = [...new Set(steps.map(subscriptionOf))];
  const isDefaultEnough = ids.length < 2 && steps.every((step) => crossedTenants(step).length === 0);
  return new Map(isDefaultEnough ? [] : ids.map((id, i) => [id, `subscription_${i + 1}`]));
}

/** Returns the tenant of the subscription and the tenants that its halves point at; empty if no peering crosses tenants. */
const tenantsOf = (steps: readonly HandOffStep[], subscriptionId: string): readonly string[] => [
  ...new Set(steps.filter((step) => subscriptionOf(step) === subscriptionId).flatMap(crossedTenants)),
];

/** Formats a provider. For a peering across tenants it needs tokens of the remote tenants as well. */
export function formatProvider(id: string, alias: string, [tenant, ...remoteTenants]: readonly string[]): string {
  const attributes: (readonly [string, string])[] = [
    ['alias', `"${alias}"`],
    ['subscription_id', hclString(id)],
    ...(tenant === undefined
      ? []
      : ([
          ['tenant_id', hclString(tenant)],
          ['auxiliary_tenant_ids', literal(remoteTenants)],
        ] as const)),
  ];
  const comment = tenant === undefined ? '' : `# ${oneLine(describeCrossing([tenant, ...remoteTenants]))}\n`;
  return `${comment}provider "azurerm" {\n${alignAttributes(attributes)}  features {}\n}\n`;
}

interface ResourceOptions {
  readonly address: string;
  readonly before: string | undefined;
  readonly provider: string | undefined;
}

function resource(step: Declaration, serial: number, { address, before, provider }: ResourceOptions): string {
  const { local, remote, name } = step;
  const providerAttribute = provider === undefined ? [] : [['provider', `azurerm.${provider}`] as const];
  const attributes: (readonly [string, string])[] = [
    ...providerAttribute,
    ['name', hclString(name ?? NAME_PLACEHOLDER)],
    ['resource_group_name', hclString(local.resourceGroup)],
    ['virtual_network_name', hclString(local.name)],
    ['remote_virtual_network_id', hclString(remote.id)],
    ...listNamedFlags(step.flags).map(({ terraform, value }) => [terraform, literal(value)] as const),
    ...(step.syncs ? [['triggers', `{ remote_address_space = ${hclString(remote.addressSpace.join(','))} }`] as const] : []),
    ...(before === undefined ? [] : [['depends_on', `[${before}]`] as const]),
  ];
  const imported = step.action === 'create' ? '' : importBlock(step, [...providerAttribute, ['to', address]]);
  return `${comments(step)}${imported}resource "azurerm_virtual_network_peering" "half_${serial}" {\n${alignAttributes(attributes)}}\n`;
}

const importBlock = ({ local, name }: HandOffStep, attributes: readonly (readonly [string, string])[]): string =>
  `import {\n${alignAttributes([...attributes, ['id', hclString(`${local.id}/virtualNetworkPeerings/${name ?? NAME_PLACEHOLDER}`)]])}}\n\n`;

/** Aligns the equals signs of a block, as `terraform fmt` does. */
export function alignAttributes(attributes: readonly (readonly [string, string])[]): string {
  const width = Math.max(...attributes.map(([name]) => name.length));
  return attributes.map(([name, value]) => `  ${name.padEnd(width)} = ${value}\n`).join('');
}

const literal = (value: boolean | readonly string[]): string =>
  typeof value === 'boolean' ? String(value) : `[${value.map(hclString).join(', ')}]`;

function comments(step: Declaration): string {
  const { subscription, subscriptionId } = step.local;
  const lines = [`${describeHandOffStep(step)}, in subscription ${subscription} (${subscriptionId})`];
  if (step.syncs && step.action !== 'sync') lines.push(describeHandOffStep({ ...step, action: 'sync' }));
  if (step.action !== 'create') lines.push('If your configuration already contains this half, change it there');
  if (step.name === undefined)
    lines.push('This half could not be read: replace the name, and add its current settings; otherwise they are reset to their defaults');
  return lines.map((line) => `# ${oneLine(line)}\n`).join('');
}

function deletion(step: HandOffStep): string {
  return [
    `# ${oneLine(describeHandOffStep(step))}`,
    '# If your configuration contains this half, remove its resource and apply. Terraform cannot delete resources that it does not manage; run:',
    `# ${oneLine(onOneLine(azCommand(step), quoteShell))}\n`,
  ].join('\n');
}
