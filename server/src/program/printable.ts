/**
 * Escapes text for terminals and build logs: control characters and bidirectional controls are replaced with their code, and command prefixes
 * of Azure Pipelines and GitHub within a line are broken up.
 */
export const toPrintable = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, toEscape)
    .replaceAll('##[', '## [')
    .replaceAll('##vso[', '## vso[');

const toEscape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
