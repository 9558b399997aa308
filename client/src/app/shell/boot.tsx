import { Logo } from '../../ui/logo.tsx';

/** Placeholder for the top bar, shown until the session and the route are ready. */
export function Boot() {
  return (
    <div className="boot">
      <Logo />
    </div>
  );
}
