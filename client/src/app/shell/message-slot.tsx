import { use } from 'react';
import { MessageSlotContext } from './use-announce.ts';

/** Place for the messages of `announce` within the page, where they cover no other overlay. */
export function MessageSlot({ className }: { className: string | undefined }) {
  const setSlot = use(MessageSlotContext);
  return <div ref={setSlot} className={className} />;
}
