import { Button, Checkbox, Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useEffect, useMemo, useRef, useState } from 'react';
import { fileNameOf } from '../../../lib/format/file-name.ts';
import { DialogLayout } from '../../../ui/dialog-layout.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { captionOf, type MapOrigin } from './caption.ts';
import css from './export.module.css';
import { EXTENTS, type ExportChoice, FORMATS, parseExtent, parseFormat, readChoice, saveChoice } from './export-choice.ts';
import type { MapDrawing } from './map-drawing.ts';
import { createPage } from './page.ts';
import { largestScale } from './png.ts';
import { saveMap } from './save-map.ts';
import { ScaleField, validateScale } from './scale-field.tsx';
import { createTextMeasurer } from './text-measurer.ts';

interface ExportFormProps {
  readonly origin: MapOrigin;
  readonly onClose: () => void;
  readonly onAnnounce: (text: string) => void;
}

interface ExportDialogProps extends ExportFormProps {
  /** Returns what the map draws. Called once when the dialog opens, so that a refresh does not change the export. */
  readonly getDrawing: () => MapDrawing | undefined;
  readonly open: boolean;
}

/** Renders the dialog that exports the map to a file. */
export function ExportDialog({ open, onClose, ...rest }: ExportDialogProps) {
  return (
    <FormDialog open={open} onClose={onClose}>
      <OpenedDialog onClose={onClose} {...rest} />
    </FormDialog>
  );
}

function OpenedDialog({ getDrawing, origin, ...rest }: Omit<ExportDialogProps, 'open'>) {
  const [opened] = useState(() => ({ drawing: getDrawing(), source: origin }));
  useRestoreFocus();
  return opened.drawing ? (
    <ExportForm drawing={opened.drawing} origin={opened.source} {...rest} />
  ) : (
    <p>The map is still loading. Try again in a moment.</p>
  );
}

/** A dialog traps the focus until its fade-out ends. */
const FADE_OUT_MS = 300;

/** Returns the focus to the previously focused element on unmount, unless it has moved elsewhere. */
function useRestoreFocus(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement === document.body && before instanceof HTMLElement) before.focus({ preventScroll: true });
      }, FADE_OUT_MS);
    },
    [before],
  );
}

function ExportForm({ drawing, origin, onClose, onAnnounce }: ExportFormProps & { readonly drawing: MapDrawing }) {
  const [choice, setChoice] = useState(readChoice);
  const [state, setState] = useState<'idle' | 'saving' | 'failed'>('idle');
  const { format, extent, hasLegend } = choice;
  const change = (part: Partial<ExportChoice>) => {
    setChoice({ ...choice, ...part });
    setState('idle');
  };
  const options = useMemo(() => ({ extent, hasLegend, caption: captionOf(drawing, origin, extent) }), [drawing, origin, extent, hasLegend]);
  const page = useMemo(() => createPage(drawing, options, createTextMeasurer()), [drawing, options]);
  const saving = useRef<AbortController>(undefined);
  useEffect(() => () => saving.current?.abort(), []);
  const [chosenScale, setChosenScale] = useState<number>();
  // the saved scale may be too large for this map
  const scale = chosenScale ?? Math.min(choice.scale, largestScale(page));
  const isPossible = format !== 'png' || validateScale(page, scale) === undefined;
  const name = fileNameOf(origin.source, 'map', origin.readAt, format);
  const save = async () => {
    saveChoice({ ...choice, scale: chosenScale ?? choice.scale });
    setState('saving');
    const controller = new AbortController();
    saving.current = controller;
    await nextPaint();
    const isSaved = await saveMap(name, { drawing, options, format, scale, readAt: origin.readAt }, controller.signal).catch(() => false);
    if (controller.signal.aborted) return;
    if (!isSaved) {
      setState('failed');
      return;
    }
    onAnnounce(`Saved ${name}.`);
    onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isPossible && state !== 'saving') void save();
      }}
    >
      <DialogLayout
        title="Export map"
        actions={
          <>
            {' '}
            <Button type="button" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" className={css.save ?? ''} appearance="primary" disabled={!isPossible || state === 'saving'}>
              {state === 'saving' ? 'Saving…' : `Save ${name}`}
            </Button>
          </>
        }
      >
        <Field label="Format">
          <RadioGroup value={format} onChange={(_, { value }) => change({ format: parseFormat(value) ?? format })}>
            {Object.entries(FORMATS).map(([id, { label, use }]) => (
              <Radio key={id} value={id} label={<FormatLabel label={label} use={use} />} />
            ))}
          </RadioGroup>
        </Field>
        <Field label="Area">
          <RadioGroup value={extent} onChange={(_, { value }) => change({ extent: parseExtent(value) ?? extent })}>
            {Object.entries(EXTENTS).map(([id, label]) => (
              <Radio key={id} value={id} label={label} />
            ))}
          </RadioGroup>
        </Field>
        {format === 'png' ? <ScaleField size={page} scale={scale} onScale={setChosenScale} /> : null}
        <Checkbox label="Include legend" checked={hasLegend} onChange={(_, { checked }) => change({ hasLegend: checked === true })} />
        {state === 'failed' ? (
          <Notice severity="error" title="Could not create the file">
            {format === 'png'
              ? 'The browser could not draw an image of this size. Select a smaller scale, or SVG, which has no size limit.'
              : 'Nothing was saved because of an error in Peerscape. Try another format.'}
          </Notice>
        ) : null}
      </DialogLayout>
    </form>
  );
}

const FormatLabel = ({ label, use }: { label: string; use: string }) => (
  <span className={css.format}>
    <strong>{label}</strong>
    <span>{use}</span>
  </span>
);

/** Resolves after the browser has painted the latest changes, because drawing a large map blocks the main thread. */
const nextPaint = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
