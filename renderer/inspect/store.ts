import { create } from 'zustand';
import type { Part } from '#shared/domain/inspection';
import type { Picture } from '../canvas/picture';

/** So many parts are kept at hand; older ones are in the records. */
export const stripLength = 50;

export interface Identity {
  readonly serial: string;
  readonly lot: string;
}

export interface InspectState {
  /** Recorded parts, newest first. */
  readonly parts: readonly Part[];
  /** `picture` null: the part has no readable one. */
  readonly live: { readonly part: Part; readonly picture: Picture | null } | null;
  /** The live picture is in sight: what comes is shown together with its picture. */
  readonly watched: boolean;
  /** A part that is being looked at while the line goes on. */
  readonly frozen: Part | null;
  readonly look: 'image' | 'blink' | 'difference';
  /** The next part is there (waits for the step) or on its way: what was shown before is not its verdict. */
  readonly awaiting: 'step' | 'part' | null;
  /** The newest part when engine or source were lost last: up to it no verdict is current any more. */
  readonly outageId: number;
  /** The part that is being overruled. */
  readonly overruling: Part | null;
  /** For the first part of the next run; a running line has its own. */
  readonly identity: Identity;
  readonly recipeId: string | null;
}

export const useInspect = create<InspectState>(() => ({
  parts: [],
  live: null,
  watched: false,
  frozen: null,
  look: 'image',
  awaiting: null,
  outageId: 0,
  overruling: null,
  identity: { serial: '', lot: '' },
  recipeId: null,
}));

const { getState, setState } = useInspect;

/** Takes recorded parts in, new ones and new versions of known ones. */
export function takeParts(incoming: readonly Part[]): void {
  setState(({ parts, frozen, awaiting }) => ({
    parts: mergeParts(parts, incoming),
    frozen: incoming.find(({ id }) => id === frozen?.id) ?? frozen,
    awaiting: incoming.some(({ id }) => id > newestId(parts)) ? null : awaiting,
  }));
}

/** Shows a recorded part with its picture; a new one is in the strip and the band in the same moment. */
export function showLive(part: Part, picture: Picture | null): void {
  setState({ live: { part, picture } });
  if (part.id > newestId(getState().parts)) takeParts([part]);
}

/** Engine or source are lost: when they are back, the part in front may be another one. */
export function takeOutage(): void {
  setState(({ parts }) => ({ outageId: newestId(parts) }));
}

function newestId(parts: readonly Part[]): number {
  return parts[0]?.id ?? 0;
}

/** Newest first, each id once (the incoming version counts), at most `stripLength`. */
export function mergeParts(known: readonly Part[], incoming: readonly Part[]): readonly Part[] {
  const byId = new Map([...known, ...incoming].map((part) => [part.id, part]));
  return [...byId.values()].sort((a, b) => b.id - a.id).slice(0, stripLength);
}

/** What the keys and buttons are about: the frozen part, otherwise the newest. */
export function partInHand({ frozen, parts }: Pick<InspectState, 'frozen' | 'parts'>): Part | null {
  return frozen ?? parts[0] ?? null;
}

export function freeze(part: Part | null): void {
  setState({ frozen: part, look: 'image' });
}

export function toggleFreeze(): void {
  const state = getState();
  freeze(state.frozen ? null : (state.live?.part ?? partInHand(state)));
}

/** Goes along the strip: +1 to an older part, −1 to a newer one. */
export function freezeNeighbour(step: 1 | -1): void {
  const { parts, frozen } = getState();
  const at = frozen ? parts.findIndex(({ id }) => id === frozen.id) : -1;
  const next = parts[Math.min(Math.max(at + step, 0), parts.length - 1)];
  if (next) freeze(next);
}

/** Golden and difference are views of one recorded part, so they freeze it. */
export function toggleLook(look: 'blink' | 'difference'): void {
  const state = getState();
  const part = state.frozen ?? state.live?.part ?? partInHand(state);
  if (!part?.goldenSha256) return;
  setState({ frozen: part, look: state.look === look ? 'image' : look });
}
