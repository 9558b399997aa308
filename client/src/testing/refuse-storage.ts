import { vi } from 'vitest';

/** Replaces methods of the storage with ones that throw; happy-dom binds them to the object, so that spies on the prototype see no call. */
export function refuseStorage(methods: readonly ('getItem' | 'setItem' | 'removeItem')[], name: string): void {
  const refuse = () => {
    throw new DOMException('refused', name);
  };
  const { getItem, setItem, removeItem } = localStorage;
  vi.stubGlobal('localStorage', { getItem, setItem, removeItem, ...Object.fromEntries(methods.map((method) => [method, refuse])) });
}
