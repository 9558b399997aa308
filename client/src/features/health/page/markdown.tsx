import { useMemo } from 'react';
import { CodeBlock } from '../../../ui/code-block.tsx';
import panel from '../../../ui/panel.module.css';
import css from './page.module.css';
import { type Inline, parseMarkdown } from './parse-markdown.ts';

/** Renders Markdown as React elements, never as HTML, so that nothing in it can run. */
export function Markdown({ text }: { text: string }) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return (
    <div className={css.prose}>
      {blocks.map((block, i) => {
        const key = `${block.kind}-${i}`;
        switch (block.kind) {
          case 'paragraph':
            return (
              <p key={key}>
                <Pieces content={block.content} />
              </p>
            );
          case 'list':
            return (
              <ul key={key} className={panel.bullets}>
                {block.items.map((item) => (
                  <li key={JSON.stringify(item)}>
                    <Pieces content={item} />
                  </li>
                ))}
              </ul>
            );
          case 'fence':
            return <CodeBlock key={key} text={block.text} />;
        }
        return null;
      })}
    </div>
  );
}

function Pieces({ content }: { content: readonly Inline[] }) {
  return content.map((piece, i) => {
    const key = `${piece.kind}-${i}`;
    switch (piece.kind) {
      case 'code':
        return <code key={key}>{piece.text}</code>;
      case 'strong':
        return <strong key={key}>{piece.text}</strong>;
      case 'link':
        return (
          <a key={key} href={piece.href} target="_blank" rel="noreferrer">
            {piece.text}
          </a>
        );
      case 'text':
        return piece.text;
    }
    return null;
  });
}
