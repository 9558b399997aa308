import {
  Button,
  Checkbox,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  Field,
  Radio,
  RadioGroup,
} from '@fluentui/react-components';
import { useEffect, useMemo, useRef, useState } from 'react';
import { FreshDialog } from '../../../ui/fresh-dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { captionOf, fileNameOf, type Shown } from './caption.ts';
import { type Choice, EXTENTS, extentNamed, FORMATS, formatNamed, keepChoice, readChoice } from './choice.ts';
import type { Drawn } from './drawn.ts';
import css from './export.module.css';
import { largestScale } from './png.ts';
import { newRuler } from './ruler.ts';
import { saveMap } from './save.ts';
import { ScaleField, scaleProblem } from './scale-field.tsx';
import { sheetOf } from './sheet.ts';

interface ExportDialogProps {
  /** What the map draws when the dialog opens: that is what is saved, whatever is read in the meantime. */
  readonly drawn: () => Drawn | undefined;
  readonly shown: Shown;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onSay: (text: string) => void;
}

/** Asks how the map is to be saved, and saves it. */
export function ExportDialog({ open, onClose, ...rest }: ExportDialogProps) {
  return (
    <FreshDialog open={open} onClose={onClose} className={css.surface}>
      <Opened onClose={onClose} {...rest} />
    </FreshDialog>
  );
}

function Opened({ drawn, shown, ...rest }: Omit<ExportDialogProps, 'open'>) {
  const [opened] = useState(() => ({ drawn: drawn(), shown }));
  useFocusBack();
  return opened.drawn ? <Ask drawn={opened.drawn} shown={opened.shown} {...rest} /> : <p>The map is not drawn yet.</p>;
}

/** A dialog keeps the focus to itself until it has faded. */
const FADED_MS = 300;

/** Gives the focus back, when this is over, to what had it before, unless it has gone somewhere else by then. */
function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement === document.body && before instanceof HTMLElement) before.focus({ preventScroll: true });
      }, FADED_MS);
    },
    [before],
  );
}

function Ask({ drawn, shown, onClose, onSay }: Omit<ExportDialogProps, 'open' | 'drawn'> & { readonly drawn: Drawn }) {
  const [choice, setChoice] = useState(readChoice);
  const [state, setState] = useState<'asking' | 'saving' | 'failed'>('asking');
  const { format, extent, hasLegend } = choice;
  const change = (part: Partial<Choice>) => {
    setChoice({ ...choice, ...part });
    setState('asking');
  };
  const wish = useMemo(() => ({ extent, hasLegend, caption: captionOf(drawn, shown, extent) }), [drawn, shown, extent, hasLegend]);
  const page = useMemo(() => sheetOf(drawn, wish, newRuler()), [drawn, wish]);
  const saving = useRef<AbortController>(undefined);
  useEffect(() => () => saving.current?.abort(), []);
  const [picked, setPicked] = useState<number>();
  // what was chosen for another map may be too much for this one
  const scale = picked ?? Math.min(choice.scale, largestScale(page));
  const isPossible = format !== 'png' || scaleProblem(page, scale) === undefined;
  const name = fileNameOf(shown, format);
  const save = async () => {
    keepChoice({ ...choice, scale: picked ?? choice.scale });
    setState('saving');
    const controller = new AbortController();
    saving.current = controller;
    await painted();
    const isSaved = await saveMap(name, { drawn, wish, format, scale, readAt: shown.readAt }, controller.signal).catch(() => false);
    if (controller.signal.aborted) return;
    if (!isSaved) {
      setState('failed');
      return;
    }
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
            <RadioGroup value={format} onChange={(_, { value }) => change({ format: formatNamed(value) ?? format })}>
              {Object.entries(FORMATS).map(([id, { label, use }]) => (
                <Radio key={id} value={id} label={<FormatLabel label={label} use={use} />} />
              ))}
            </RadioGroup>
          </Field>
          <Field label="What">
            <RadioGroup value={extent} onChange={(_, { value }) => change({ extent: extentNamed(value) ?? extent })}>
              {Object.entries(EXTENTS).map(([id, words]) => (
                <Radio key={id} value={id} label={words} />
              ))}
            </RadioGroup>
          </Field>
          {format === 'png' ? <ScaleField size={page} scale={scale} onScale={setPicked} /> : null}
          <Checkbox label="Include the legend" checked={hasLegend} onChange={(_, { checked }) => change({ hasLegend: checked === true })} />
          {state === 'failed' ? (
            <Notice severity="error" title="The file could not be made">
              {format === 'png'
                ? 'The browser could not draw that many pixels. Try a smaller scale, or SVG, which has no such limit.'
                : 'Nothing was saved. This is a fault in Peerscape; another format may still work.'}
            </Notice>
          ) : null}
        </DialogContent>
        <DialogActions>
          <Button type="button" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" className={css.save ?? ''} appearance="primary" disabled={!isPossible || state === 'saving'}>
            {state === 'saving' ? 'Drawing…' : `Save ${name}`}
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
