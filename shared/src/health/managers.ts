import type { Half, Node } from '../topology/index.ts';

/** Virtual Network Manager names its halves so. */
export const isMadeByNetworkManager = ({ name }: Half): boolean => /^ANM_/i.test(name);

/** Tags by which tools and teams say who keeps a resource. */
const TAGS = new Set(['managedby', 'createdby', 'provisionedby', 'deployedby', 'provisioner', 'iac', 'iactool', 'tool', 'source']);

const TOOLS: readonly (readonly [RegExp, string])[] = [
  [/terraform/i, 'Terraform'],
  [/opentofu|\btofu\b/i, 'OpenTofu'],
  [/bicep/i, 'Bicep'],
  [/pulumi/i, 'Pulumi'],
  [/ansible/i, 'Ansible'],
  [/crossplane/i, 'Crossplane'],
  [/\barm\b|arm-template/i, 'ARM templates'],
];

/** The tool that keeps a half, as its name or the tags of its VNet tell; nothing is known of a ghost's. */
export function managerOf(half: Half | undefined, owner: Node | undefined): string | undefined {
  if (half && isMadeByNetworkManager(half)) return 'Virtual Network Manager';
  const tags = owner?.kind === 'vnet' ? Object.entries(owner.tags ?? {}) : [];
  for (const [key, value] of tags) {
    const tool = TAGS.has(key.toLowerCase().replace(/[^a-z]/g, '')) && TOOLS.find(([pattern]) => pattern.test(value));
    if (tool) return tool[1];
  }
  return undefined;
}
