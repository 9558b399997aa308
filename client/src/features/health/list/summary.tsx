import { Button, Menu, MenuItem, MenuItemRadio, MenuList, MenuPopover, MenuTrigger, ToggleButton } from '@fluentui/react-components';
import { ArrowDownload20Regular, ChevronDown16Regular, Filter20Regular, GroupList20Regular } from '@fluentui/react-icons';
import { CATALOGUE } from '@peerscape/shared/health';
import type { Topology } from '@peerscape/shared/topology';
import type { FindingKind } from '../../../lib/format/finding-kinds.ts';
import { count, formatList, formatNumber } from '../../../lib/format/format.ts';
import { countGhosts } from '../../../lib/format/ghost-labels.ts';
import { SEVERITY_COUNT_LABELS } from '../../../lib/state/findings.ts';
import type { UrlState } from '../../../lib/state/url-state.ts';
import type { SetUrlState } from '../../../lib/state/use-url-state.ts';
import { SeverityIcon } from '../../../ui/severity-badge.tsx';
import type { Entry } from './entries.ts';
import { parseKinds, toggleKind } from './findings-sections.ts';
import css from './summary.module.css';

interface SummaryProps {
  readonly topology: Topology;
  readonly entries: readonly Entry[];
  readonly passed: number;
  readonly isRunning: boolean;
  /** True while an apply writes peerings, whose findings are left out until then. */
  readonly isWriting: boolean;
  readonly url: UrlState;
  readonly setUrl: SetUrlState;
  readonly shownCount: number;
  readonly onExport: (format: 'csv' | 'json') => void;
}

const CHIPS: readonly (readonly [FindingKind, (n: number) => string])[] = [
  ['error', SEVERITY_COUNT_LABELS.error],
  ['warning', SEVERITY_COUNT_LABELS.warning],
  ['info', SEVERITY_COUNT_LABELS.info],
  ['unknown', (n) => `${formatNumber(n)} inconclusive`],
  ['muted', (n) => `${formatNumber(n)} muted`],
];

/** Renders the header of the findings page: what was checked, the number of entries by kind, and how to list them. */
export function Summary(props: SummaryProps) {
  const { topology, entries, passed, isRunning, isWriting, url, setUrl, shownCount, onExport } = props;
  const shown = parseKinds(url.kinds);
  return (
    <header className={css.head}>
      <p className={css.checked}>
        <span>{describeChecks(topology)}</span> <span className={css.quiet}>{count(passed, 'check')} passed.</span>
        {isRunning ? <span className={css.running}>Checking…</span> : null}
        {isWriting ? <span className={css.running}>Peerings that are being written are checked afterwards.</span> : null}
      </p>
      <div className={css.tools}>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is styled as a form */}
        <div className={css.chips} role="group" aria-label="Show">
          {CHIPS.map(([kind, formatCount]) => {
            const n = entries.filter((entry) => entry.kind === kind).length;
            return n === 0 && kind === 'muted' && !shown.has('muted') ? null : (
              <button
                key={kind}
                type="button"
                className={css.chip}
                aria-pressed={url.kinds !== '' && shown.has(kind)}
                data-none={n === 0}
                onClick={() => setUrl({ kinds: toggleKind(url.kinds, kind) })}
              >
                <SeverityIcon kind={kind} />
                {formatCount(n)}
              </button>
            );
          })}
        </div>
        <div className={css.menus}>
          <RuleMenu entries={entries} url={url} setUrl={setUrl} />
          <ToggleButton
            size="small"
            appearance="subtle"
            icon={<GroupList20Regular />}
            checked={url.list === 'by-rule'}
            onClick={() => setUrl({ list: url.list === 'by-rule' ? 'flat' : 'by-rule' })}
          >
            By rule
          </ToggleButton>
          <Menu>
            <MenuTrigger disableButtonEnhancement>
              <Button size="small" appearance="subtle" icon={<ArrowDownload20Regular />} disabled={shownCount === 0}>
                Export
              </Button>
            </MenuTrigger>
            <MenuPopover>
              <MenuList>
                <MenuItem onClick={() => onExport('csv')}>{count(shownCount, 'row')} as CSV</MenuItem>
                <MenuItem onClick={() => onExport('json')}>{count(shownCount, 'row')} as JSON</MenuItem>
              </MenuList>
            </MenuPopover>
          </Menu>
        </div>
      </div>
    </header>
  );
}

/** Describes what was checked: `22 rules checked 64 peerings, 45 VNets and 2 VNets not visible to you.` */
export function describeChecks({ peerings, vnets, ghosts }: Topology): string {
  const items = [count(peerings.size, 'peering'), count(vnets.size, 'VNet'), ...countGhosts(ghosts.values())];
  return `${count(CATALOGUE.length, 'rule')} checked ${formatList(items)}.`;
}

function RuleMenu({ entries, url, setUrl }: Pick<SummaryProps, 'entries' | 'url' | 'setUrl'>) {
  const countOf = new Map<string, number>();
  for (const { code } of entries) countOf.set(code, (countOf.get(code) ?? 0) + 1);
  const rules = CATALOGUE.filter(({ code }) => countOf.has(code) || code === url.code);
  const chosen = CATALOGUE.find(({ code }) => code === url.code);
  return (
    <Menu checkedValues={{ code: [url.code] }} onCheckedValueChange={(_, { checkedItems: [code = ''] }) => setUrl({ code })}>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle" icon={<Filter20Regular />} {...(chosen ? { title: chosen.title } : {})}>
          {chosen ? chosen.code : 'All rules'}
          <ChevronDown16Regular className={css.chevron ?? ''} />
        </Button>
      </MenuTrigger>
      <MenuPopover style={{ maxWidth: 'min(520px, 92vw)' }}>
        <MenuList>
          <MenuItemRadio name="code" value="">
            All rules
          </MenuItemRadio>
          {rules.map(({ code, title }) => (
            <MenuItemRadio key={code} name="code" value={code} secondaryContent={formatNumber(countOf.get(code) ?? 0)}>
              <span className={css.code}>{code}</span> {title}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
