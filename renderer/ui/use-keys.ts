import { useEffect, useRef } from 'react';
import { createKeyWedge } from './key-wedge';

interface Options {
  /** A scanned code; its characters start nothing and are taken back out of a field that they fell into. */
  readonly onScan?: (text: string) => void;
  /** `screen`: at rest while a dialog is open. */
  readonly within?: 'screen' | 'dialog';
  /** Codes are wanted while a dialog is open, too. */
  readonly scansBehindDialog?: boolean;
}

/**
 * Keys of a screen or a dialog while it is shown, by `event.key` in lower case, with `ctrl+` and `shift+` before it.
 * Plain keys are left alone where a text is typed or something else lives on them; those with Ctrl work in fields too.
 */
export function useKeys(keys: Readonly<Record<string, () => unknown>>, options: Options = {}): void {
  const latest = useRef({ keys, options });
  useEffect(() => {
    latest.current = { keys, options };
  });

  useEffect(() => {
    const atRest = () => latest.current.options.within !== 'dialog' && dialogIsOpen();
    const listensForScans = () =>
      latest.current.options.onScan !== undefined &&
      (!atRest() || latest.current.options.scansBehindDialog === true);
    let field: { readonly input: TextField; readonly before: string } | null = null;
    const wedge = createKeyWedge({
      onStart() {
        const input = textField(document.activeElement);
        field = input && { input, before: input.value };
      },
      onKey(key) {
        if (!field && !atRest() && !owns(document.activeElement, key)) {
          latest.current.keys[key.toLowerCase()]?.();
        }
      },
      onScan(text) {
        if (!listensForScans()) return;
        if (field) putBack(field.input, field.before);
        latest.current.options.onScan?.(text);
      },
      schedule: afterPressedKeys,
    });

    function onKeyDown(event: KeyboardEvent): void {
      if (event.altKey || event.isComposing) return;
      const typing = textField(event.target) !== null;
      const ctrl = event.ctrlKey || event.metaKey;
      const name = `${ctrl ? 'ctrl+' : ''}${ctrl && event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`;
      const known = latest.current.keys[name] !== undefined;
      if (!ctrl && event.key === 'Enter') {
        // Not meant: the button that has the focus. In a field, Enter is the field's where nobody wants the code.
        if (wedge.enter(event.timeStamp) && (!typing || listensForScans())) swallow(event);
      } else if (!ctrl && event.key.length === 1) {
        // Space would press the button that has the focus, a slash open the browser's search; a held key is one key.
        const acts = known && !typing && !atRest() && !owns(event.target, event.key);
        if (acts || (event.repeat && !typing)) event.preventDefault();
        if (!event.repeat) wedge.character(event.key, event.timeStamp);
      } else if (known && !atRest() && (ctrl || (!typing && !owns(event.target, event.key)))) {
        event.preventDefault();
        latest.current.keys[name]?.();
      }
    }
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}

/** Keys that were pressed while the page was busy are in its queue when the time is up: they come first. */
function afterPressedKeys(callback: () => void, delayMs: number): () => void {
  let timer = setTimeout(() => {
    timer = setTimeout(callback);
  }, delayMs);
  return () => clearTimeout(timer);
}

type TextField = HTMLInputElement | HTMLTextAreaElement;

function textField(target: EventTarget | null): TextField | null {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  const isText = isField && !['radio', 'checkbox', 'range', 'button', 'file'].includes(target.type);
  return isText && !target.readOnly && !target.disabled ? target : null;
}

function dialogIsOpen(): boolean {
  return document.querySelector('[role="dialog"]') !== null;
}

/** Letters belong to open lists; arrows, Space and the like also to what they move inside of. */
function owns(target: EventTarget | null, key: string): boolean {
  const lists = '[role="option"], [role="menu"]';
  const movers = `${lists}, [role="slider"], [role="radiogroup"], [role="tablist"], [aria-haspopup="listbox"]`;
  const isLetter = key.length === 1 && key !== ' ';
  return target instanceof Element && target.closest(isLetter ? lists : movers) !== null;
}

function swallow(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Sets a field's text as if it had been typed, so that React hears of it. */
function putBack(input: TextField, text: string): void {
  const prototype =
    input instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
