import { useEffect, useRef } from 'react';
import { createKeyWedge } from './key-wedge';

/**
 * Keys of a screen, by `event.key` in lower case, with `ctrl+` and `shift+` before it. Plain keys are left alone
 * where a text is typed, something else lives on them, or a dialog is open; those with Ctrl work in fields too.
 * A scanned code starts nothing: it goes to `onScan`.
 */
export function useScreenKeys(
  keys: Readonly<Record<string, () => unknown>>,
  onScan?: (text: string) => void,
): void {
  const latest = useRef({ keys, onScan });
  useEffect(() => {
    latest.current = { keys, onScan };
  });

  useEffect(() => {
    const act = (name: string) => latest.current.keys[name]?.();
    const wedge = createKeyWedge({
      onStart: () => {},
      onKey: (key) => act(key.toLowerCase()),
      onScan: (text) => latest.current.onScan?.(text),
      schedule(callback, delayMs) {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      },
    });
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.altKey || event.defaultPrevented) return;
      if (document.querySelector('[role="dialog"]')) return;
      const ctrl = event.ctrlKey || event.metaKey;
      if (!ctrl && ownsKeys(event.target)) return;
      if (!ctrl && event.key.length === 1 && event.key !== ' ') {
        if (event.key === '/') event.preventDefault(); // or the browser searches in the page
        if (!event.repeat) wedge.character(event.key);
        return;
      }
      if (event.key === 'Enter' && wedge.enter()) {
        // The button that has the focus is not meant. Another listener of the screen may want the code.
        if (latest.current.onScan) event.preventDefault();
        return;
      }
      const name = `${ctrl ? 'ctrl+' : ''}${ctrl && event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`;
      if (!latest.current.keys[name]) return;
      event.preventDefault();
      act(name);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Fields, open lists, and what the arrow keys move inside of. */
function ownsKeys(target: EventTarget | null): boolean {
  const owners =
    'input, textarea, [role="slider"], [role="option"], [role="menu"], [role="radiogroup"], [role="tablist"]';
  return target instanceof Element && target.closest(owners) !== null;
}
