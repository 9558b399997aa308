import type { SearchProblem } from '@peerscape/shared/search';
import css from './search.module.css';

interface SearchNotesProps {
  readonly id: string;
  readonly problem: SearchProblem | undefined;
  /** True while the user is typing, when a term that is not finished is no error. */
  readonly isTyping: boolean;
  /** The filter in force. */
  readonly inForce: string;
  readonly incomplete: string | undefined;
}

/** Renders what is wrong with the text or not finished, which filter applies meanwhile, and why its result is incomplete. */
export function SearchNotes({ id, problem, isTyping, inForce, incomplete }: SearchNotesProps) {
  return (
    <>
      {problem ? (
        <div id={id} className={css.note} role="status">
          <p className={isTyping && problem.unfinished ? undefined : css.problem}>{problem.problem}</p>
          <p className={css.inForce}>
            {inForce === '' ? (
              'Nothing is filtered until then.'
            ) : (
              <>
                Until then: <code>{inForce}</code>
              </>
            )}
          </p>
        </div>
      ) : null}
      {incomplete ? (
        <p className={css.note} role="status">
          {incomplete}
        </p>
      ) : null}
    </>
  );
}
