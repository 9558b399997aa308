import type { Half, Node } from './model.ts';

/** Returns whether Virtual Network Manager created the half: it prefixes their names with `ANM_`. */
export const isMadeByNetworkManager = ({ name }: Half): boolean => /^ANM_/i.test(name);

/** Tags that by convention name the tool that manages a resource, normalised to lower-case letters. */
const MANAGER_TAGS = new Set(['managedby', 'createdby', 'provisionedby', 'deployedby', 'provisioner', 'iac', 'iactool', 'tool', 'source']);

const TOOLS: readonly (readonly [RegExp, string])[] = [
  [/terraform/i, 'Terraform'],
  [/opentofu|\btofu\b/i, 'OpenTofu'],
  [/bicep/i, 'Bicep'],
  [/pulumi/i, 'Pulumi'],
  [/ansible/i, 'Ansible'],
  [/crossplane/i, 'Crossplane'],
  [/\barm\b|arm-template/i, 'ARM templates'],
];

/** Returns the tool that manages a half, derived from its name or its VNet's tags; undefined if unknown, and for a ghost's half. */
export function managerOf(half: Half | undefined, owner: Node | undefined): string | undefined {
  if (half && isMadeByNetworkManager(half)) return 'Virtual Network Manager';
  const tags = owner?.kind === 'vnet' ? Object.entries(owner.tags ?? {}) : [];
  for (const [key, value] of tags) {
    const tool = managingTool(key, value);
    if (tool !== undefined) return tool;
  }
  return undefined;
}

/** Returns the tool that a tag names as the manager of its resource; undefined for any other tag. */
export const managingTool = (key: string, value: string): string | undefined =>
  MANAGER_TAGS.has(key.toLowerCase().replace(/[^a-z]/g, ''))
    ? TOOLS.find(([pattern]) => pattern.test(value))?.[1]
    : /^(false|no|0)$/i.test(value.trim())
      ? undefined
      : TOOL_TAGS[key.toLowerCase()];

/** Tags that name a tool themselves, whatever their value, unless that denies it. */
const TOOL_TAGS: Readonly<Record<string, string>> = {
  terraform: 'Terraform',
  opentofu: 'OpenTofu',
  pulumi: 'Pulumi',
  'pulumi:project': 'Pulumi',
  crossplane: 'Crossplane',
  'crossplane-name': 'Crossplane',
};
