import type { AppError } from '#shared/contract/errors';
import type { PixelImage } from '#shared/domain/frame';
import type { Prediction } from '#shared/domain/inspection';
import type { ModelManifest } from '#shared/domain/model';
import type { ProviderName } from '#shared/domain/settings';
import type { Inspected } from '#electron/core/ports';

/** What the station asks of the inference thread, one request at a time. Models have numbers. */
export type Request =
  /** The first of the providers that gives what the CPU gives is taken; the last is the CPU. */
  | {
      readonly kind: 'load';
      readonly model: number;
      readonly manifest: ModelManifest;
      readonly onnx: Uint8Array;
      readonly providers: readonly ProviderName[];
    }
  | {
      readonly kind: 'inspect' | 'explain';
      readonly model: number;
      readonly image: PixelImage;
      readonly golden: GoldenUse;
    }
  | { readonly kind: 'unload'; readonly model: number }
  /** The thread ends itself once the work before this is done; there is no answer. */
  | { readonly kind: 'end' };

/** The golden to compare with: its pixels come once, then its hash is enough until it is told to be forgotten. */
export interface GoldenUse {
  readonly sha256: string | null;
  readonly image: PixelImage | null;
  readonly forget: readonly string[];
}

export interface Answers {
  readonly load: { readonly provider: ProviderName; readonly refused: readonly Refused[] };
  readonly inspect: {
    readonly image: PixelImage;
    readonly predictions: Prediction[];
    readonly timings: Inspected['timings'];
  };
  readonly explain: PixelImage | null;
  readonly unload: null;
  readonly end: null;
}

/** A provider that works, but not for this model. */
export interface Refused {
  readonly provider: ProviderName;
  readonly reason: string;
}

export type Answer =
  | { readonly kind: 'done'; readonly value: Answers[keyof Answers] }
  /** Failed on purpose. */
  | { readonly kind: 'failed'; readonly error: AppError }
  /** A defect of ours. */
  | { readonly kind: 'threw'; readonly stack: string };

/** What the thread is started with. */
export interface ThreadData {
  readonly threads: number;
}
