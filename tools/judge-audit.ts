import type { LockedPackage } from './lockfile.ts';

/** What `npm audit --json` prints: its report, or the error of a registry that has no audit endpoint or cannot be reached. */
export interface AuditOutput {
  readonly auditReportVersion?: number;
  readonly message?: string;
  readonly vulnerabilities?: Readonly<Record<string, Vulnerability>>;
}

interface Vulnerability {
  readonly name: string;
  readonly severity: string;
  /** Folders of the affected copies, such as `node_modules/express`. */
  readonly nodes: readonly string[];
  readonly via: readonly (string | { readonly title: string; readonly url: string })[];
}

export interface AuditVerdict {
  readonly kind: 'not-checked' | 'pass' | 'fail';
  readonly lines: readonly string[];
}

const REFUSED = new Set(['high', 'critical']);

/** Judges an audit: vulnerabilities of severity high and critical in packages that ship fail; those in tools only are listed. */
export function judgeAudit(
  { auditReportVersion, message, vulnerabilities = {} }: AuditOutput,
  shipped: readonly LockedPackage[],
): AuditVerdict {
  if (auditReportVersion === undefined)
    return {
      kind: 'not-checked',
      lines: [`Vulnerabilities were not checked, because the registry did not answer: ${message ?? 'no message'}`],
    };
  const folders = new Set(shipped.map((one) => one.path));
  const found = Object.values(vulnerabilities).map((one) => ({ ...one, ships: one.nodes.some((node) => folders.has(node)) }));
  const isRefused = ({ severity, ships }: (typeof found)[number]) => ships && REFUSED.has(severity);
  const lines = found
    .sort((one, other) => Number(isRefused(other)) - Number(isRefused(one)))
    .map(
      (one) => `${isRefused(one) ? 'REFUSED ' : ''}${one.severity}: ${one.name} (${one.ships ? 'ships' : 'tools only'})${reasonOf(one)}`,
    );
  const refused = found.filter(isRefused).length;
  const summary = `${refused} vulnerabilities of severity high or critical in what ships; ${found.length - refused} others`;
  return { kind: refused === 0 ? 'pass' : 'fail', lines: [...lines, summary] };
}

const reasonOf = ({ via }: Vulnerability): string =>
  via.map((one) => (typeof one === 'string' ? `; through ${one}` : `; ${one.title} ${one.url}`)).join('');
