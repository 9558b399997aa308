import css from './code-block.module.css';

interface CodeBlockProps {
  readonly text: string;
  /** Wraps long lines, as of a single command, instead of scrolling. */
  readonly isWrapped?: boolean;
}

/** Code or commands, scrollable by keyboard. */
export const CodeBlock = ({ text, isWrapped = false }: CodeBlockProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard
  <pre className={css.block} data-wrapped={isWrapped} tabIndex={0}>
    <code>{text}</code>
  </pre>
);
