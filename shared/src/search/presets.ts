/** Predefined searches with their labels. */
export const PRESETS: readonly { readonly label: string; readonly text: string }[] = [
  { label: 'Half-configured peerings', text: 'state:half-configured' },
  { label: 'Peerings that need attention', text: 'state:needs-attention' },
  { label: 'With errors', text: 'finding:error' },
  { label: 'Out of sync', text: 'state:out-of-sync' },
  { label: 'Hubs', text: 'is:hub' },
  { label: 'With a gateway', text: 'has:gateway' },
  { label: 'With a firewall or NVA', text: 'has:firewall OR has:nva' },
  { label: 'Islands', text: 'is:island' },
  { label: 'VNets not visible to you', text: 'is:ghost' },
  { label: 'Global peerings', text: 'is:global' },
];
