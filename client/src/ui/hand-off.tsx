import { Button, Tab, TabList } from '@fluentui/react-components';
import { ArrowDownload16Regular, Copy16Regular } from '@fluentui/react-icons';
import type { HandOff } from '@peerscape/shared/handoff';
import { useState } from 'react';
import { saveText } from '../lib/format/save-file.ts';
import { CodeBlock } from './code-block.tsx';
import css from './hand-off.module.css';

/** Lists the actions that a role must include, each with its scope. */
export function RoleActions({ role }: Pick<HandOff, 'role'>) {
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
  { id: 'bash', title: 'az, bash', extension: 'sh' },
  { id: 'powershell', title: 'az, PowerShell', extension: 'ps1' },
  { id: 'bicep', title: 'Bicep', extension: 'bicep' },
  { id: 'terraform', title: 'Terraform', extension: 'tf' },
] as const;
type Language = (typeof LANGUAGES)[number];

interface HandOffCodeProps {
  readonly texts: HandOff;
  readonly onCopy: (text: string, what: string) => void;
  /** Name of the file to save, without extension. */
  readonly fileName?: string;
}

/** Shows the changes as code in four languages to copy or save, with a button that copies the whole hand-off as a message. */
export function HandOffCode({ texts, onCopy, fileName = 'peerscape-changes' }: HandOffCodeProps) {
  const [{ id: language, title, extension }, setLanguage] = useState<Language>(LANGUAGES[0]);
  const file = `${fileName}.${extension}`;
  return (
    <section className={css.block}>
      <div className={css.codeHead}>
        <TabList
          size="small"
          selectedValue={language}
          aria-label="As code"
          onTabSelect={(_, { value }) => setLanguage(LANGUAGES.find(({ id }) => id === value) ?? LANGUAGES[0])}
        >
          {LANGUAGES.map(({ id, title: name }) => (
            <Tab key={id} value={id}>
              {name}
            </Tab>
          ))}
        </TabList>
        <Button size="small" icon={<Copy16Regular />} onClick={() => onCopy(texts[language], `code for ${title}`)}>
          Copy
        </Button>
        <Button size="small" icon={<ArrowDownload16Regular />} onClick={() => saveText(file, 'text/plain', texts[language])}>
          Save {file}
        </Button>
      </div>
      <CodeBlock text={texts[language]} />
      <Button
        className={css.message ?? ''}
        size="small"
        appearance="subtle"
        icon={<Copy16Regular />}
        onClick={() => onCopy(formatMessage(texts), 'message')}
      >
        Copy as message
      </Button>
    </section>
  );
}

/** Formats the whole hand-off as one message to send. */
const formatMessage = ({ who, sentence, settings, role, bash }: HandOff): string =>
  [
    `For ${who}.`,
    sentence,
    ...settings.map(({ half, setting, value }) => `${half}: ${setting} = ${value}`),
    `Role: ${role.name}, or`,
    ...role.actions.map(({ action, scope }) => `  ${action} on ${scope}`),
    '',
    bash,
  ].join('\n');
