import css from './logo.module.css';

/** Product logo and name: two VNets joined by one solid and one dotted half. */
export function Logo() {
  return (
    <span className={css.mark}>
      <svg viewBox="0 0 24 24" width="24" height="24" fill="none" aria-hidden="true">
        <rect width="24" height="24" rx="6" fill="#0b7285" />
        <circle cx="7" cy="16" r="3" fill="#fff" />
        <circle cx="17" cy="8" r="3" stroke="#fff" strokeWidth="1.8" />
        <path d="M9.4 14.1 12 12" stroke="#fff" strokeWidth="1.8" strokeLinecap="round" />
        <path d="m12 12 2.6-2.1" stroke="#fff" strokeWidth="1.8" strokeLinecap="round" strokeDasharray="0.2 2.4" />
      </svg>
      <span className={css.name}>Peerscape</span>
    </span>
  );
}
