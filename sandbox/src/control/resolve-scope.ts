import type { SandboxContext } from '../context.ts';
import { ControlProblem } from './fields.ts';

/** Returns an ARM scope as given, or the scope of the subscription with the given name or ID, or of the VNet with the given name. */
export function resolveScope({ store }: SandboxContext, text: string): string {
  if (text.startsWith('/')) return text;
  const subscription = [...store.subscriptions.values()].find(({ id, name }) => id === text || name === text);
  if (subscription) return `/subscriptions/${subscription.id}`;
  const vnet = [...store.vnets.values()].find(({ name }) => name === text);
  if (!vnet) throw new ControlProblem(`"${text}" is neither an ARM scope nor a subscription or VNet`);
  return vnet.id;
}
