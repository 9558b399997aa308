import type { LockedPackage } from './lockfile.ts';

/** Output of `npm audit --json`: its report, or the error of a registry that has no audit endpoint or cannot be reached. */
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
  /** Advisories about the package itself, and names of packages that it depends on and that have some. */
  readonly via: readonly (string | Advisory)[];
}

interface Advisory {
  readonly title: string;
  readonly url: string;
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
  const found = Object.values(vulnerabilities).flatMap(({ name, severity, nodes, via }) => {
    // what only depends on a vulnerable package is listed by npm as well
    const advisories = via.filter((one) => typeof one !== 'string');
    const ships = nodes.some((node) => folders.has(node));
    return advisories.length === 0 ? [] : [{ name, severity, advisories, ships, isRefused: ships && REFUSED.has(severity) }];
  });
  const lines = found
    .sort((one, other) => Number(other.isRefused) - Number(one.isRefused))
    .map(({ name, severity, advisories, ships, isRefused }) => {
      const reasons = advisories.map(({ title, url }) => `; ${title} ${url}`).join('');
      return `${isRefused ? 'REFUSED ' : ''}${severity}: ${name} (${ships ? 'ships' : 'tools only'})${reasons}`;
    });
  const refused = found.filter((one) => one.isRefused).length;
  const summary = `Packages with vulnerabilities of severity high or critical in what ships: ${refused}; others: ${found.length - refused}`;
  return { kind: refused === 0 ? 'pass' : 'fail', lines: [...lines, summary] };
}
