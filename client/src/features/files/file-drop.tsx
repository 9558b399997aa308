import { ArrowUpload32Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import css from './file-drop.module.css';

interface FileDropProps {
  /** Sentence about what happens with the files. */
  readonly purpose: string;
  /** Reason why files cannot be opened here; undefined if they can. */
  readonly refusal: string | undefined;
  readonly onFiles: (files: readonly File[]) => void;
  /** Called with the name of a folder, which a browser does not hand over as a file. */
  readonly onFolder: (name: string) => void;
}

/** Opens files that are dropped anywhere on the page, and shows what will happen while they are dragged over it. */
export function FileDrop({ purpose, refusal, onFiles, onFolder }: FileDropProps) {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    // one enter and one leave for each element on the way
    let depth = 0;
    const end = () => {
      depth = 0;
      setIsOver(false);
    };
    const on = (change: (event: DragEvent) => void) => (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      change(event);
    };
    const listeners = {
      dragenter: on(() => {
        depth += 1;
        setIsOver(true);
      }),
      dragleave: on(() => {
        depth -= 1;
        if (depth <= 0) end();
      }),
      // without this the browser would open the file itself
      dragover: on(() => undefined),
      drop: on(({ dataTransfer }) => {
        end();
        const folder = [...(dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry?.()).find((entry) => entry?.isDirectory);
        if (folder) onFolder(folder.name);
        else onFiles([...(dataTransfer?.files ?? [])]);
      }),
    };
    const types = Object.keys(listeners) as (keyof typeof listeners)[];
    for (const type of types) window.addEventListener(type, listeners[type]);
    return () => {
      for (const type of types) window.removeEventListener(type, listeners[type]);
    };
  }, [onFiles, onFolder]);
  if (!isOver) return null;
  return (
    <div className={css.overlay} data-refused={refusal !== undefined}>
      <div className={css.card}>
        <ArrowUpload32Regular aria-hidden="true" />
        <p className={css.title}>{refusal === undefined ? 'Drop files to open them' : 'Files cannot be opened here'}</p>
        <p className={css.detail}>{refusal ?? purpose}</p>
      </div>
    </div>
  );
}
