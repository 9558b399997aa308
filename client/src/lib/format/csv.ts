/** Characters at which a spreadsheet starts a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/** Formats lines of fields as CSV (RFC 4180). A field that a spreadsheet would run as a formula is prefixed with an apostrophe. */
export const formatCsv = (lines: readonly (readonly string[])[]): string =>
  lines.map((fields) => `${fields.map(formatField).join(',')}\r\n`).join('');

const formatField = (text: string): string => {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
