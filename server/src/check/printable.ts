/**
 * The text without what a terminal or a build log would obey: control characters and turned writing directions are shown as their code,
 * and the marks by which Azure Pipelines and GitHub know a command within a line are taken apart.
 */
export const printable = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, codeOf)
    .replaceAll('##[', '## [')
    .replaceAll('##vso[', '## vso[');

const codeOf = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
