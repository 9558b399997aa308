import { type Address, type Cidr, parseAddress, parseCidr } from '@peerscape/shared/net';

/** Content of the search field: an address, a prefix, or part of a name or prefix. */
export type AddressQuery =
  | { readonly kind: 'none' }
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'prefix'; readonly cidr: Cidr }
  /** `problem` is set if the text can only be meant as an address or prefix and is none. */
  | { readonly kind: 'text'; readonly text: string; readonly problem: string | undefined };

/** Parses the text of the search field. A text that may become an address while it is typed has no problem yet. */
export function parseAddressQuery(input: string): AddressQuery {
  const text = input.trim();
  if (text === '') return { kind: 'none' };
  const cidr = text.includes('/') ? parseCidr(text) : undefined;
  if (cidr?.ok) return { kind: 'prefix', cidr: cidr.value };
  const address = cidr ? undefined : parseAddress(text);
  if (address?.ok) return { kind: 'address', address: address.value };
  const problem = isCompleteAddress(text) ? ((cidr ?? address)?.problem ?? undefined) : undefined;
  return { kind: 'text', text: text.toLowerCase(), problem };
}

/** Returns whether a text has all parts of an address or prefix, right or wrong. */
const isCompleteAddress = (text: string): boolean => /^\d+(\.\d+){3}(\/\d+)?$/.test(text) || /^[\da-f:]*:[\da-f:]*\/\d+$/i.test(text);
