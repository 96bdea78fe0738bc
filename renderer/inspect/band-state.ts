import type { Part } from '#shared/domain/inspection';
import type { StationStatus } from '#shared/domain/station';
import type { Connection } from '../client/client';
import type { InspectState } from './store';

/** What the big band says. A verdict is there only for a recorded part of the running line. */
export type BandState =
  /** Nothing is being inspected although it should be: always above all else. */
  | { readonly kind: 'trouble'; readonly cause: 'connection' }
  | { readonly kind: 'trouble'; readonly cause: 'source'; readonly fault: StationStatus['fault'] }
  | { readonly kind: 'stopped'; readonly fault: NonNullable<StationStatus['fault']> }
  /** A part of the past is looked at; `line` is what the line says meanwhile. */
  | { readonly kind: 'frozen'; readonly part: Part; readonly line: Part | null }
  | { readonly kind: 'verdict'; readonly part: Part }
  | { readonly kind: 'waiting'; readonly for: 'engine' | 'source' | 'part' | 'step' }
  | { readonly kind: 'idle'; readonly last: Part | null };

interface Known {
  readonly connection: Connection['state'];
  readonly status: Pick<StationStatus, 'state' | 'runId' | 'source' | 'fault'> | null;
  readonly newest: Part | null;
  readonly frozen: Part | null;
  readonly awaiting: InspectState['awaiting'];
  readonly outageId: number;
}

export function bandState({ connection, status, newest, frozen, awaiting, outageId }: Known): BandState {
  if (connection === 'lost') return { kind: 'trouble', cause: 'connection' };
  if (!status) return { kind: 'waiting', for: 'engine' };
  const open = status.state !== 'idle';
  if (sourceIsLost(status)) return { kind: 'trouble', cause: 'source', fault: status.fault };
  if (!open && status.fault)
    return frozen ? { kind: 'frozen', part: frozen, line: null } : { kind: 'stopped', fault: status.fault };
  const current =
    open &&
    status.source !== 'opening' &&
    awaiting === null &&
    newest?.runId === status.runId &&
    newest.id > outageId;
  const ofRun = current ? newest : null;
  if (frozen) return { kind: 'frozen', part: frozen, line: ofRun };
  if (!open) return { kind: 'idle', last: newest };
  if (status.source === 'opening') return { kind: 'waiting', for: 'source' };
  if (ofRun) return { kind: 'verdict', part: ofRun };
  return { kind: 'waiting', for: awaiting ?? (status.state === 'stepping' ? 'step' : 'part') };
}

/** A lost source is opened again and again: between two attempts it is no less lost. */
export function sourceIsLost({
  state,
  source,
  fault,
}: Pick<StationStatus, 'state' | 'source' | 'fault'>): boolean {
  return state !== 'idle' && (source === 'lost' || (source === 'opening' && fault !== null));
}
