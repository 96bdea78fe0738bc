import type { PixelImage } from '#shared/domain/frame';
import type { Prediction } from '#shared/domain/inspection';
import type { ModelManifest } from '#shared/domain/model';
import type { Tensors } from './runtime';

/** What a task looks at: the frame and, for tasks that compare, the golden image. */
export interface Sample {
  readonly image: PixelImage;
  readonly golden: PixelImage | null;
}

/**
 * One kind of question, in the three steps that every model takes: preprocess → run → postprocess.
 * Adding one: a folder here with its task, an entry in models/tasks.ts.
 */
export interface Task {
  /** Tensors for the graph's inputs. Throws AppFailure golden.missing, golden.mismatch or model.incompatible. */
  preprocess(sample: Sample, manifest: ModelManifest): Tensors;
  /** Predictions in pixels of the original image, highest score first. */
  postprocess(outputs: Tensors, sample: Sample, manifest: ModelManifest): Prediction[];
  /** The outputs that `postprocess` reads. */
  readonly outputs: readonly string[];
  /** How such a model shows what it reacted to; null where it cannot. */
  explain(manifest: ModelManifest): Explanation | null;
}

export interface Explanation {
  readonly outputs: readonly string[];
  /** Of the size of the image, 0..255. */
  picture(outputs: Tensors, sample: Sample, manifest: ModelManifest): PixelImage;
}
