import { Mark } from '../../ui/mark.tsx';

/** What stands there until anything is known: the top bar's place and the name. */
export function Boot() {
  return (
    <div className="boot">
      <Mark />
    </div>
  );
}
