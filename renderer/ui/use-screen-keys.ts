import { useEffect, useRef } from 'react';

/** Characters that follow each other this fast come from a scanner, not from a hand, ms. */
const scanGapMs = 50;

/**
 * Keys of a screen, by `event.key` in lower case, with `ctrl+` and `shift+` before it. Plain keys are left alone
 * where a text is typed or a dialog is open; those with Ctrl work everywhere but in a dialog.
 * A plain character counts once it stands alone: those of a scanned code start nothing, and go to `onScan`.
 */
export function useScreenKeys(keys: Readonly<Record<string, () => unknown>>, onScan?: (text: string) => void): void {
  const latest = useRef({ keys, onScan });
  useEffect(() => {
    latest.current = { keys, onScan };
  });

  useEffect(() => {
    let row = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const act = (name: string) => latest.current.keys[name]?.();
    const settle = () => {
      if (row.length === 1) act(row.toLowerCase());
      row = '';
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.altKey || event.defaultPrevented) return;
      if (document.querySelector('[role="dialog"]')) return;
      const ctrl = event.ctrlKey || event.metaKey;
      if (!ctrl && ownsKeys(event.target)) return;
      if (!ctrl && event.key.length === 1 && event.key !== ' ') {
        clearTimeout(timer);
        if (!event.repeat) row += event.key;
        timer = setTimeout(settle, scanGapMs);
        return event.key === '/' ? event.preventDefault() : undefined;
      }
      if (event.key === 'Enter' && row.length > 1) {
        const text = row;
        row = '';
        if (!latest.current.onScan) return;
        latest.current.onScan(text);
        return event.preventDefault();
      }
      const name = `${ctrl ? 'ctrl+' : ''}${ctrl && event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`;
      if (!latest.current.keys[name]) return;
      event.preventDefault();
      act(name);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

/** Fields, open lists, and what the arrow keys move inside of. */
function ownsKeys(target: EventTarget | null): boolean {
  const owner = 'input, textarea, [role="slider"], [role="option"], [role="menu"], [role="radiogroup"], [role="tablist"]';
  return target instanceof Element && target.closest(owner) !== null;
}
