import type { Golden } from '#electron/core/ports';
import type { GoldenUse } from './messages';

/** Goldens that the thread keeps; where each frame has its own, the oldest makes room. */
const keptGoldens = 4;

/** Knows which goldens the thread has, so that their pixels are sent (copied) once and not with each frame. */
export class GoldenMemory {
  private generation = 0;
  /** The one used longest ago first. */
  private known: string[] = [];

  /** @param generation of the thread: a fresh one knows nothing */
  use(golden: Golden | null, generation: number): GoldenUse {
    if (generation !== this.generation) {
      this.generation = generation;
      this.known = [];
    }
    if (!golden) return { sha256: null, image: null, forget: [] };
    const { sha256, image } = golden;
    const isKnown = this.known.includes(sha256);
    this.known = [...this.known.filter((other) => other !== sha256), sha256];
    const forget = this.known.slice(0, -keptGoldens);
    this.known = this.known.slice(-keptGoldens);
    return { sha256, image: isKnown ? null : image, forget };
  }
}
