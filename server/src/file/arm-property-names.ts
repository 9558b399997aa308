import { asObject, type Wire } from '../azure/translate/index.ts';

const SNAKE = /^[a-z]+(?:_[a-z0-9]+)+$/;
const PASCAL = /^[A-Z]/;

/** ARM's names that do not follow from their snake_case or PascalCase. */
const IRREGULAR: Readonly<Record<string, string>> = {
  enable_ip_forwarding: 'enableIPForwarding',
  private_ip_address: 'privateIPAddress',
  public_ip_address: 'publicIPAddress',
  EnableIPForwarding: 'enableIPForwarding',
  PrivateIpAddress: 'privateIPAddress',
  PublicIpAddress: 'publicIPAddress',
  Tag: 'tags',
  DisableBgpRoutePropagation: 'disableBgpRoutePropagation',
};

/**
 * Returns the resource with its properties named as ARM names them. Azure's Python libraries write `address_space`, PowerShell's cmdlets
 * `AddressSpace`; some exports have the properties as a JSON string.
 */
export function toArmNames(resource: Wire): Wire {
  const names = Object.keys(resource);
  const renamed = names.some((name) => SNAKE.test(name)) || names.includes('Id') ? asObject(rename(resource)) : resource;
  const { properties } = renamed;
  return typeof properties === 'string' && properties.startsWith('{') ? { ...renamed, properties: parseObject(properties) } : renamed;
}

function parseObject(text: string): unknown {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return text;
  }
}

/** Renames properties at every level, except in tags, which are named by people. */
function rename(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rename);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const renamed = toArmName(name);
      return [renamed, renamed === 'tags' ? inner : rename(inner)];
    }),
  );
}

function toArmName(name: string): string {
  const irregular = IRREGULAR[name];
  if (irregular !== undefined) return irregular;
  if (SNAKE.test(name)) return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return PASCAL.test(name) ? `${name[0]?.toLowerCase()}${name.slice(1)}` : name;
}
