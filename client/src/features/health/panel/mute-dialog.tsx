import { Button, Field, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import type { Finding } from '@peerscape/shared/health';
import type { Topology } from '@peerscape/shared/topology';
import { useState } from 'react';
import { nameOf } from '../../../lib/format/names.ts';
import { affectedNodes } from '../../../lib/state/findings.ts';
import { createMute, MUTE_DURATIONS, type Mute, type MuteDays, type MuteScope } from '../../../lib/state/mutes.ts';
import { DialogLayout } from '../../../ui/dialog-layout.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import panel from '../../../ui/panel.module.css';

interface MuteDialogProps {
  readonly topology: Topology;
  readonly finding: Finding;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onMute: (mute: Mute) => void;
}

/** Asks for scope, reason and duration of a mute. The reason is required. */
export function MuteDialog({ open, onClose, ...rest }: MuteDialogProps) {
  return (
    <FormDialog open={open} onClose={onClose}>
      <MuteForm onClose={onClose} {...rest} />
    </FormDialog>
  );
}

function MuteForm({ topology, finding, onClose, onMute }: Omit<MuteDialogProps, 'open'>) {
  const scopes = scopesFor(topology, finding);
  const [scopeIndex, setScopeIndex] = useState('0');
  const [days, setDays] = useState<MuteDays>(30);
  const [reason, setReason] = useState('');
  const [isReasonMissing, setReasonMissing] = useState(false);
  const scope = scopes[Number(scopeIndex)] ?? scopes[0];
  const mute = () => {
    if (!scope) return;
    if (reason.trim() === '') {
      setReasonMissing(true);
      return;
    }
    onMute(createMute(scope.scope, scope.what, reason, days, Date.now()));
    onClose();
  };
  return (
    <DialogLayout
      title="Mute findings"
      actions={
        <>
          {' '}
          <Button onClick={onClose}>Cancel</Button>
          <Button appearance="primary" onClick={mute}>
            Mute
          </Button>
        </>
      }
    >
      <p className={panel.quiet}>
        Muted findings are not counted and are hidden unless you choose to show them. A mute applies to everyone who works on this estate.
        Nothing changes in Azure.
      </p>
      <Field label="Scope">
        <RadioGroup value={scopeIndex} onChange={(_, { value }) => setScopeIndex(value)}>
          {scopes.map(({ what }, i) => (
            <Radio key={what} value={String(i)} label={what} />
          ))}
        </RadioGroup>
      </Field>
      <Field
        label="Reason"
        required
        {...(isReasonMissing ? { validationState: 'error', validationMessage: 'Enter a reason, so that others know why.' } : {})}
      >
        <Textarea
          value={reason}
          rows={2}
          maxLength={500}
          onChange={(_, { value }) => {
            setReason(value);
            setReasonMissing(false);
          }}
        />
      </Field>
      <Field label="Duration">
        <RadioGroup
          layout="horizontal"
          value={String(days)}
          onChange={(_, { value }) => setDays(MUTE_DURATIONS.find((term) => String(term) === value) ?? null)}
        >
          {MUTE_DURATIONS.map((term) => (
            <Radio key={term} value={String(term)} label={term === null ? 'Until unmuted' : `${term} days`} />
          ))}
        </RadioGroup>
      </Field>
    </DialogLayout>
  );
}

interface Choice {
  readonly scope: MuteScope;
  readonly what: string;
}

function scopesFor(topology: Topology, { id, code, title, where, about }: Finding): readonly Choice[] {
  const names = affectedNodes({ about }, topology).map((key) => nameOf(topology, key));
  const placeChoice: Choice = {
    scope: { kind: 'place', keys: about.keys },
    what: names.length === 1 ? `All findings that involve ${names[0]}` : `All findings between ${names.join(' and ')}`,
  };
  return [
    { scope: { kind: 'finding', id }, what: `This finding: ${code} at ${where}` },
    { scope: { kind: 'code', code }, what: `All findings of this rule: ${code} ${title}` },
    ...(about.kind === 'group' ? [] : [placeChoice]),
  ];
}
