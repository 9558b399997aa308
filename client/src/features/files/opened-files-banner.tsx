import { Button } from '@fluentui/react-components';
import type { Source } from '@peerscape/shared/topology';
import { formatSource } from '../../lib/format/format-source.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import type { FilesHandle } from './use-files.ts';

interface OpenedFilesBannerProps {
  /** Source that is shown. */
  readonly source: Source;
  /** Source that the opened files replace; undefined if none are open. */
  readonly replaced: Source | undefined;
  readonly files: FilesHandle;
}

/** Notifies that files are shown in place of the source, with a button to return, and explains why files could not be opened. */
export function OpenedFilesBanner({ source, replaced, files }: OpenedFilesBannerProps) {
  const { problem, reading, close, setProblem } = files;
  return (
    <>
      {problem ? (
        <ProblemNotice
          problem={problem}
          actions={
            <Button size="small" onClick={() => setProblem(undefined)}>
              Dismiss
            </Button>
          }
        />
      ) : null}
      {reading ? <Notice severity="info" title={`Reading ${reading}…`} /> : null}
      {replaced ? (
        <Notice
          severity="info"
          title={`Showing ${source.name}`}
          actions={
            <Button size="small" onClick={close}>
              Return to {replaced.name}
            </Button>
          }
        >
          Opened on this page in place of {formatSource(replaced)}. Files cannot be changed.
        </Notice>
      ) : null}
    </>
  );
}
