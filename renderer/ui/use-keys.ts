import { useEffect, useRef } from 'react';
import { createKeyWedge } from './key-wedge';

interface Handlers {
  /** A shortcut: a printable key in lower case, or Escape, ArrowLeft, ArrowRight. */
  onKey(key: string): void;
  onScan(text: string): void;
}

const named = new Set(['Escape', 'ArrowLeft', 'ArrowRight']);

/** Listens to the whole window while the screen is shown: shortcuts outside of text fields, scans everywhere. */
export function useKeys(handlers: Handlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });

  useEffect(() => {
    let field: { readonly input: HTMLInputElement | HTMLTextAreaElement; readonly before: string } | null =
      null;
    const wedge = createKeyWedge({
      onStart() {
        const input = typingField(document.activeElement);
        field = input && { input, before: input.value };
      },
      onKey(key) {
        if (!field) latest.current.onKey(key.toLowerCase());
      },
      onScan(text) {
        if (field) putBack(field.input, field.before);
        latest.current.onScan(text);
      },
      schedule(callback, delayMs) {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      },
    });

    function onKeyDown(event: KeyboardEvent): void {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      const typing = typingField(event.target) !== null;
      if (event.key === 'Enter') {
        if (wedge.enter()) swallow(event);
      } else if (event.key.length === 1) {
        if (event.repeat && !typing) return event.preventDefault();
        // Space would also press the button that has the focus.
        if (event.key === ' ' && !typing) {
          if (ownsSpace(event.target)) return;
          event.preventDefault();
        }
        if (!event.repeat) wedge.character(event.key);
      } else if (named.has(event.key) && !typing && !ownsArrows(event.target)) {
        latest.current.onKey(event.key);
      }
    }
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}

function typingField(target: EventTarget | null): HTMLInputElement | HTMLTextAreaElement | null {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isField && !target.readOnly && !target.disabled ? target : null;
}

function ownsSpace(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [aria-haspopup="listbox"]') !== null;
}

function ownsArrows(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[aria-haspopup="listbox"]') !== null;
}

function swallow(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Sets a field's text as if it had been typed, so that React hears of it. */
function putBack(input: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const prototype =
    input instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
