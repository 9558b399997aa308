import { type Address, type Family, formatAddress } from '../net/index.ts';

/** Addresses that a question for the internet is asked with; none of them belongs to a service of Azure. */
export const INTERNET_ADDRESSES: Readonly<Record<Family, string>> = { 4: '8.8.8.8', 6: '2001:4860:4860::8888' };

/** Returns whether an address only represents the internet. */
export const representsInternet = (address: Address): boolean => formatAddress(address) === INTERNET_ADDRESSES[address.family];
