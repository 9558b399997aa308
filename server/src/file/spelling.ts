import { object, type Wire } from '../azure/translate/index.ts';

const SNAKE = /^[a-z]+(?:_[a-z0-9]+)+$/;

/** Names that do not follow from their snake case. */
const ODD: Readonly<Record<string, string>> = {
  enable_ip_forwarding: 'enableIPForwarding',
  private_ip_address: 'privateIPAddress',
  public_ip_address: 'publicIPAddress',
};

/** The resource with its properties named as ARM names them: Azure's Python libraries, and what is built on them, write `address_space`. */
export const asArmSpells = (resource: Wire): Wire =>
  Object.keys(resource).some((name) => SNAKE.test(name)) ? object(respell(resource)) : resource;

/** Tags are named by people and stay as they are. */
function respell(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(respell);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [camel(name), name === 'tags' ? inner : respell(inner)]));
}

const camel = (name: string): string =>
  SNAKE.test(name) ? (ODD[name] ?? name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())) : name;
