import { Button, Field, Select, Spinner, Textarea } from '@fluentui/react-components';
import { CloudArrowDown16Regular } from '@fluentui/react-icons';
import { lastName } from '@peerscape/shared/arm';
import { compareRoutes, type EffectiveRoute, type ListedRoute, parsePastedRoutes } from '@peerscape/shared/reach';
import { type ReactNode, useMemo, useState } from 'react';
import { useEffectiveRoutes, useSubnetInterfaces } from '../../lib/server/use-effective-routes.ts';
import { Fold } from '../../ui/fold.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { Time } from '../../ui/time.tsx';
import css from './compare-section.module.css';
import { describeComparison } from './describe-comparison.ts';

interface CompareSectionProps {
  /** ARM id of the subnet. */
  readonly subnet: string;
  readonly computed: readonly EffectiveRoute[];
  /** False for files, about which Azure cannot be asked. */
  readonly isLive: boolean;
}

const ORIGINS = { azure: 'Read from Azure', paste: 'Paste' } as const;

/** Compares the computed routes with those that Azure lists of a network interface, read on demand or pasted. */
export function CompareSection(props: CompareSectionProps) {
  return (
    <Fold title="Compare with a network interface" isLazy>
      <Comparing {...props} />
    </Fold>
  );
}

function Comparing({ subnet, computed, isLive }: CompareSectionProps) {
  const [chosen, setOrigin] = useState<keyof typeof ORIGINS>('azure');
  const origin = isLive ? chosen : 'paste';
  return (
    <div className={css.compare}>
      <p className={panel.quiet}>
        Azure lists the routes of an interface only while its virtual machine is running. The computed routes should be the same.
      </p>
      {isLive ? <SegmentedControl label="Routes of the interface" options={ORIGINS} value={origin} onChoose={setOrigin} /> : null}
      {origin === 'azure' ? <FromAzure subnet={subnet} computed={computed} /> : <Pasted computed={computed} />}
    </div>
  );
}

function FromAzure({ subnet, computed }: Pick<CompareSectionProps, 'subnet' | 'computed'>) {
  const { interfaces, isReading: isListing, problem: listProblem } = useSubnetInterfaces(subnet, true);
  const { listed, isReading, problem, read } = useEffectiveRoutes(subnet);
  const [chosen, setChosen] = useState<string>();
  const id = chosen ?? interfaces?.[0];
  if (listProblem) return <ProblemNotice problem={listProblem} />;
  if (isListing || !interfaces) return <p role="status">Listing the network interfaces of the subnet…</p>;
  if (id === undefined) return <p>The subnet has no network interface whose routes Azure lists. Those of scale sets are not listed.</p>;
  return (
    <>
      <Field label="Network interface" size="small">
        <Select size="small" value={id} onChange={(_, { value }) => setChosen(value)}>
          {interfaces.map((each) => (
            <option key={each} value={each}>
              {lastName(each)}
            </option>
          ))}
        </Select>
      </Field>
      <div className={panel.actions}>
        <Button
          size="small"
          disabledFocusable={isReading}
          icon={isReading ? <Spinner size="extra-tiny" /> : <CloudArrowDown16Regular />}
          onClick={() => (isReading ? undefined : read(id))}
        >
          {isReading ? 'Reading…' : 'Read its routes'}
        </Button>
      </div>
      <div aria-live="polite">
        {problem ? <ProblemNotice problem={problem} /> : null}
        {listed ? (
          <Result computed={computed} listed={listed.routes}>
            {lastName(listed.interfaceId)}, read at <Time at={listed.readAt} now={Date.now()} />:
          </Result>
        ) : null}
      </div>
    </>
  );
}

function Pasted({ computed }: Pick<CompareSectionProps, 'computed'>) {
  const [text, setText] = useState('');
  const parsed = useMemo(() => (text.trim() === '' ? undefined : parsePastedRoutes(text)), [text]);
  const problem = parsed && !parsed.ok ? `These are not the routes of an interface: ${parsed.problem}.` : undefined;
  return (
    <>
      <Field
        label="Output of az network nic show-effective-route-table, as JSON or with -o table"
        size="small"
        {...(problem !== undefined && { validationState: 'error' as const, validationMessage: problem })}
      >
        <Textarea
          className={css.paste ?? ''}
          size="small"
          rows={8}
          resize="vertical"
          spellCheck={false}
          value={text}
          onChange={(_, { value }) => setText(value)}
        />
      </Field>
      <div aria-live="polite">
        {parsed?.ok ? (
          <Result computed={computed} listed={parsed.value}>
            Compared with the pasted routes:
          </Result>
        ) : null}
      </div>
    </>
  );
}

interface ResultProps extends Pick<CompareSectionProps, 'computed'> {
  readonly listed: readonly ListedRoute[];
  readonly children: ReactNode;
}

function Result({ computed, listed, children }: ResultProps) {
  const { summary, differences, note } = useMemo(() => describeComparison(compareRoutes(computed, listed)), [computed, listed]);
  return (
    <section aria-label="Comparison">
      <p>
        {children} {summary}
      </p>
      {differences.length > 0 ? (
        <ul className={panel.bullets}>
          {differences.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      ) : null}
      {note === undefined ? null : <p className={panel.quiet}>{note}</p>}
    </section>
  );
}
