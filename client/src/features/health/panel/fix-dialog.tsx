import { Button, Tab, TabList } from '@fluentui/react-components';
import { Copy16Regular } from '@fluentui/react-icons';
import { type HandOff, handOffTexts } from '@peerscape/shared/handoff';
import type { Finding } from '@peerscape/shared/health';
import { changesOf, makePlan } from '@peerscape/shared/plan';
import type { Topology } from '@peerscape/shared/topology';
import { useMemo, useState } from 'react';
import { ReadingDialog } from '../../../ui/reading-dialog.tsx';
import css from './panel.module.css';
import { PlannedRemedy } from './planned-remedy.tsx';
import { RemedySteps } from './remedy-steps.tsx';

interface FixDialogProps {
  readonly topology: Topology;
  readonly finding: Finding;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onCopy: (text: string, what: string) => void;
}

/** How to end a finding: what will happen, who must do it with which role, and the text that does it. */
export function FixDialog({ topology, finding, open, onClose, onCopy }: FixDialogProps) {
  return (
    <ReadingDialog title={finding.title} open={open} onClose={onClose} className={css.surface} contentClassName={css.dialog}>
      <p className={css.where}>{finding.where}</p>
      {open ? <Fix topology={topology} finding={finding} onCopy={onCopy} /> : null}
    </ReadingDialog>
  );
}

function Fix({ topology, finding, onCopy }: Pick<FixDialogProps, 'topology' | 'finding' | 'onCopy'>) {
  const { remedy, handOff } = finding;
  const texts = useMemo(() => {
    const { steps } = makePlan(topology, [{ kind: 'changes', changes: remedy }]);
    const changes = steps.length > 0 ? changesOf(steps) : [...remedy, ...handOff];
    return changes.length > 0 ? handOffTexts(topology, changes) : undefined;
  }, [topology, remedy, handOff]);
  if (!texts) {
    return (
      <section className={css.block}>
        <h3 className={css.heading}>What to do</h3>
        <RemedySteps finding={finding} />
        <p className={css.quiet}>A change of halves alone does not end this, so there is no command to copy.</p>
      </section>
    );
  }
  return (
    <>
      <section className={css.block}>
        <h3 className={css.heading}>{remedy.length > 0 ? 'What will happen' : 'What must happen'}</h3>
        <PlannedRemedy topology={topology} finding={finding} />
      </section>
      <section className={css.block}>
        <h3 className={css.heading}>Who must do it</h3>
        <p>
          {texts.who.charAt(0).toUpperCase() + texts.who.slice(1)}. The smallest built-in role that holds it all is {texts.role.name}; less
          is enough:
        </p>
        <Actions role={texts.role} />
      </section>
      <Code texts={texts} onCopy={onCopy} />
    </>
  );
}

function Actions({ role }: Pick<HandOff, 'role'>) {
  return (
    <ul className={css.rights}>
      {role.actions.map(({ action, scope }) => (
        <li key={`${action} ${scope}`}>
          <code>{action}</code> <span className={css.quiet}>on {scope.split('/').pop()}</span>
        </li>
      ))}
    </ul>
  );
}

const LANGUAGES = [
  { id: 'bash', title: 'az, bash' },
  { id: 'powershell', title: 'az, PowerShell' },
  { id: 'bicep', title: 'Bicep' },
  { id: 'terraform', title: 'Terraform' },
] as const;
type Language = (typeof LANGUAGES)[number]['id'];

function Code({ texts, onCopy }: { texts: HandOff; onCopy: FixDialogProps['onCopy'] }) {
  const [language, setLanguage] = useState<Language>('bash');
  const title = LANGUAGES.find(({ id }) => id === language)?.title ?? '';
  return (
    <section className={css.block}>
      <div className={css.codeHead}>
        <TabList size="small" selectedValue={language} aria-label="As code" onTabSelect={(_, { value }) => setLanguage(value as Language)}>
          {LANGUAGES.map(({ id, title: name }) => (
            <Tab key={id} value={id}>
              {name}
            </Tab>
          ))}
        </TabList>
        <Button size="small" icon={<Copy16Regular />} onClick={() => onCopy(texts[language], `text for ${title}`)}>
          Copy
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className={css.script} tabIndex={0}>
        <code>{texts[language]}</code>
      </pre>
      <Button
        className={css.message ?? ''}
        size="small"
        appearance="subtle"
        icon={<Copy16Regular />}
        onClick={() => onCopy(messageOf(texts), 'whole message')}
      >
        Copy all of it as a message
      </Button>
    </section>
  );
}

/** Everything somebody else needs, as one text to send. */
const messageOf = ({ who, sentence, settings, role, bash }: HandOff): string =>
  [
    `For ${who}.`,
    sentence,
    ...settings.map(({ half, setting, value }) => `${half}: ${setting} = ${value}`),
    `Role: ${role.name}, or`,
    ...role.actions.map(({ action, scope }) => `  ${action} on ${scope}`),
    '',
    bash,
  ].join('\n');
