import type { Verdict } from '#shared/domain/inspection';
import type { Tone } from './speaker';

type Heard = Exclude<Verdict, 'pass'>;

/** Told apart by pitch and by rhythm: falling pair, single, three fast ones. A PASS is silent. */
const tunes: Record<Heard, readonly Tone[]> = {
  reject: [
    { hz: 440, atMs: 0, durationMs: 140 },
    { hz: 294, atMs: 160, durationMs: 240 },
  ],
  review: [{ hz: 660, atMs: 0, durationMs: 180 }],
  'not-inspected': [0, 130, 260].map((atMs) => ({ hz: 880, atMs, durationMs: 80 })),
};

const urgency: readonly Verdict[] = ['pass', 'review', 'reject', 'not-inspected'];
/** Between two tunes, so that each is heard as one. */
const pauseMs = 100;

/** One tune at a time: while one plays, a more urgent verdict still comes through, any other does not. */
export function createSounds(
  nowMs: () => number,
  speak: (tones: readonly Tone[]) => void,
): (verdict: Verdict) => void {
  let playing: Verdict = 'pass';
  let endsAtMs = 0;
  return (verdict) => {
    if (verdict === 'pass') return;
    if (nowMs() < endsAtMs && urgency.indexOf(verdict) <= urgency.indexOf(playing)) return;
    const tones = tunes[verdict];
    playing = verdict;
    endsAtMs = nowMs() + Math.max(...tones.map(({ atMs, durationMs }) => atMs + durationMs)) + pauseMs;
    speak(tones);
  };
}
