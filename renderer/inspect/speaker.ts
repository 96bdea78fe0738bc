export interface Tone {
  readonly hz: number;
  readonly atMs: number;
  readonly durationMs: number;
}

/** Of full scale: loud enough over a line, not painful in headphones. */
const volume = 0.35;
/** A tune that could not start by then is about a part that is gone. */
const lateMs = 300;

/** Plays tones at once. A browser keeps a page silent until it was touched; what could not be heard then is dropped. */
export function createSpeaker(): (tones: readonly Tone[]) => void {
  let context: AudioContext | null = null;
  return (tones) => {
    if (context?.state === 'suspended' && !navigator.userActivation.hasBeenActive) return;
    context ??= new AudioContext();
    const speaker = context;
    const askedAtMs = performance.now();
    void speaker.resume().then(() => {
      if (performance.now() - askedAtMs < lateMs) for (const tone of tones) play(speaker, tone);
    });
  };
}

function play(context: AudioContext, { hz, atMs, durationMs }: Tone): void {
  const oscillator = new OscillatorNode(context, { type: 'triangle', frequency: hz });
  const gain = new GainNode(context, { gain: 0 });
  const start = context.currentTime + atMs / 1000;
  const end = start + durationMs / 1000;
  // Soft edges: a tone that is cut off clicks.
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(volume, start + 0.01);
  gain.gain.setValueAtTime(volume, end - 0.03);
  gain.gain.linearRampToValueAtTime(0, end);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(end);
}
