import type { Rule } from './rule.ts';
import { accessOff } from './rules/access-off.ts';
import { disconnectedHalf } from './rules/disconnected-half.ts';
import { missingHalf } from './rules/missing-half.ts';
import { outOfSync } from './rules/out-of-sync.ts';
import { transitNotOffered } from './rules/transit-not-offered.ts';

/** Every rule, by code. Codes are permanent: a retired one stays here as a comment. */
export const CATALOGUE: readonly Rule[] = [missingHalf, disconnectedHalf, outOfSync, transitNotOffered, accessOff];
