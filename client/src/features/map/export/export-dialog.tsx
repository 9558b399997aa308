import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Radio,
  RadioGroup,
} from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { Notice } from '../../../ui/notice.tsx';
import { fileNameOf, type Shown } from './caption.ts';
import { type Choice, EXTENTS, FORMATS, keepChoice, readChoice } from './choice.ts';
import type { Drawn } from './drawn.ts';
import css from './export.module.css';
import { largestScale } from './png.ts';
import { pageOf, saveMap } from './save.ts';
import { ScaleField, scaleProblem } from './scale-field.tsx';

interface ExportDialogProps {
  /** What the map draws when the dialog opens: that is what is saved, whatever is read in the meantime. */
  readonly drawn: () => Drawn | undefined;
  readonly shown: Shown;
  readonly onClose: () => void;
  readonly onSay: (text: string) => void;
}

/** Asks how the map is to be saved, and saves it. */
export function ExportDialog({ drawn, shown, onClose, onSay }: ExportDialogProps) {
  const [opened] = useState(() => ({ drawn: drawn(), shown }));
  return (
    <Dialog open onOpenChange={(_, { open }) => (open ? undefined : onClose())}>
      <DialogSurface className={css.surface ?? ''}>
        {opened.drawn ? (
          <Ask drawn={opened.drawn} shown={opened.shown} onClose={onClose} onSay={onSay} />
        ) : (
          <p>The map is not drawn yet.</p>
        )}
      </DialogSurface>
    </Dialog>
  );
}

function Ask({ drawn, shown, onClose, onSay }: Omit<ExportDialogProps, 'drawn'> & { readonly drawn: Drawn }) {
  const [choice, setChoice] = useState(readChoice);
  const [state, setState] = useState<'asking' | 'saving' | 'failed'>('asking');
  const { format, extent, hasLegend } = choice;
  const change = (part: Partial<Choice>) => {
    setChoice({ ...choice, ...part });
    setState('asking');
  };
  const page = useMemo(() => pageOf(drawn, shown, { extent, hasLegend }), [drawn, shown, extent, hasLegend]);
  const [picked, setPicked] = useState<number>();
  // what was chosen for another map may be too much for this one
  const scale = picked ?? Math.min(choice.scale, largestScale(page));
  const isPossible = format !== 'png' || scaleProblem(page, scale) === undefined;
  const save = async () => {
    keepChoice({ ...choice, scale: picked ?? choice.scale });
    setState('saving');
    await painted();
    const name = await saveMap(drawn, shown, { ...choice, scale });
    setState('failed');
    if (name === undefined) return;
    onSay(`Saved ${name}.`);
    onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isPossible && state !== 'saving') void save();
      }}
    >
      <DialogBody>
        <DialogTitle>Save the map as a file</DialogTitle>
        <DialogContent className={css.form ?? ''}>
          <Field label="Format">
            <RadioGroup value={format} onChange={(_, { value }) => change({ format: value as Choice['format'] })}>
              {Object.entries(FORMATS).map(([id, { label, use }]) => (
                <Radio key={id} value={id} label={<FormatLabel label={label} use={use} />} />
              ))}
            </RadioGroup>
          </Field>
          <Field label="What">
            <RadioGroup value={extent} onChange={(_, { value }) => change({ extent: value as Choice['extent'] })}>
              {Object.entries(EXTENTS).map(([id, words]) => (
                <Radio key={id} value={id} label={words} />
              ))}
            </RadioGroup>
          </Field>
          {format === 'png' ? <ScaleField size={page} scale={scale} onScale={setPicked} /> : null}
          <Checkbox label="Include the legend" checked={hasLegend} onChange={(_, { checked }) => change({ hasLegend: checked === true })} />
          {state === 'failed' ? (
            <Notice severity="error" title="The browser could not draw a picture that large">
              Try a smaller scale, or SVG, which has no such limit.
            </Notice>
          ) : null}
        </DialogContent>
        <DialogActions>
          <Button type="button" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" className={css.save ?? ''} appearance="primary" disabled={!isPossible || state === 'saving'}>
            {state === 'saving' ? 'Drawing…' : `Save ${fileNameOf(shown, format)}`}
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  );
}

const FormatLabel = ({ label, use }: { label: string; use: string }) => (
  <span className={css.format}>
    <strong>{label}</strong>
    <span>{use}</span>
  </span>
);

/** Until the browser has shown what was changed last: drawing a large map takes its only thread for a moment. */
const painted = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
