/**
 * All that the core needs from outside, and nothing else. Adapters implement it, tests fake it.
 * Whatever fails on purpose throws an AppFailure; whatever lasts takes an AbortSignal.
 */
import type { DisplayImage } from '#shared/contract/contract';
import type { AppError } from '#shared/contract/errors';
import type { EncodedImage, Frame, PixelImage } from '#shared/domain/frame';
import type { Disposition, Part, PartDraft, Prediction, Tally, Timings } from '#shared/domain/inspection';
import type { ModelManifest, ModelRef } from '#shared/domain/model';
import type { RecordFilter } from '#shared/domain/records';
import type { ProviderName } from '#shared/domain/settings';
import type { SourceConfig, SourceConfigOf, SourceKind } from '#shared/domain/source';
import type { Disk, ProviderCheck, StationCheck } from '#shared/domain/station';
import type { Box } from '#shared/numeric/geometry';
import type { JobOrder, JobReport, JobWord } from './training/job';

export interface Clock {
  /** Monotonic, ms. */
  nowMs(): number;
  date(): Date;
  /** Ends early, throwing an AbortError, when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** One kind of source. Adding one: a file in adapters/source, its config in shared/domain/source.ts. */
export interface SourceDriver<K extends SourceKind = SourceKind> {
  readonly kind: K;
  /**
   * Makes ready what takes time and needs neither the device nor the data, for an `open` that may follow: meanwhile
   * another process has the source.
   */
  prepare?(config: SourceConfigOf<K>): void;
  /** Throws AppFailure source.missing where there is nothing to open. */
  open(config: SourceConfigOf<K>, options: OpenOptions): Promise<Source>;
}

export interface OpenOptions {
  /** `free`: frames come by themselves; `software`: one for each `trigger()`. */
  readonly trigger: 'free' | 'software';
  /** First sequence number to give: above what the run has recorded. */
  readonly nextSequence: number;
  /** Has the run recorded this frame already? Such frames are not delivered again. */
  recorded(key: string): boolean;
}

export interface Source {
  /** What can be adjusted while it runs, with ranges: exposure, gain, rate. */
  readonly settings: readonly SourceSetting[];
  /** Sets a value and gives back what the device then says it is. */
  set(name: string, value: number): Promise<number>;
  /** Asks for one frame; only with `trigger: 'software'`. */
  trigger(): Promise<void>;
  /**
   * Events in order until the source ends or the signal aborts (it then ends, too, and throws nothing); one reader.
   * Throws AppFailure source.lost when the source is gone. The source waits for the reader, or, where the world does
   * not wait (a camera, a paced line), holds a bounded number of frames and tells those it had to drop as bad ones.
   */
  events(signal: AbortSignal): AsyncIterable<SourceEvent>;
  close(): Promise<void>;
}

export interface SourceSetting {
  readonly name: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit: string;
}

export type SourceEvent =
  | { readonly kind: 'frame'; readonly frame: Frame; readonly decodeMs: number }
  /** A picture that cannot be inspected: unreadable, or dropped because the line was too slow (source.overrun). */
  | {
      readonly kind: 'bad';
      readonly frame: Pick<Frame, 'key' | 'name' | 'sequence' | 'capturedAtMs'>;
      readonly error: AppError;
    };

/** Opens a source of whatever kind. */
export type OpenSource = (config: SourceConfig, options: OpenOptions) => Promise<Source>;

export interface ImageCodec {
  /**
   * Decodes a whole, single, gray or RGB picture of at most `maxImagePixels`; proves by decoding that the file is finished.
   * Throws AppFailure image.unreadable, image.too-large (before any pixel is unpacked) or image.unsupported (CMYK, animated, many pages).
   * @param name what the sentences call the picture
   */
  decode(bytes: Uint8Array, name: string): Promise<{ image: PixelImage; encoded: EncodedImage }>;
  /** The size that `decode` will give, read from the header alone. Throws as `decode` does, for what a header tells. */
  size(bytes: Uint8Array, name: string): { widthPx: number; heightPx: number };
  /** Lossless, 8 or 16 bits as given. The pixels are copied before this returns its promise: the caller may transfer them. */
  encode(image: PixelImage): Promise<EncodedImage>;
  /**
   * Crops and shrinks for the screen; never larger than the region or `maxPx`. The image is only read, and must keep
   * its memory until the promise resolves.
   */
  display(image: PixelImage, region: Box | null, maxPx: number): Promise<DisplayImage>;
}

export interface Models {
  /** All packages, shipped and registered; a malformed one is left out and told by `station.check`. */
  list(): Promise<ModelManifest[]>;
  /** Throws AppFailure model.missing or model.malformed (also where model.onnx does not have the manifest's hash). */
  open(model: ModelRef): Promise<ModelPackage>;
  /** The same for a folder anywhere. */
  openFolder(path: string): Promise<ModelPackage>;
  /**
   * Adds a package to the station's own, whole or not at all; false where its name has this version already. Throws
   * AppFailure disk.full or folder.unusable.
   */
  register(files: PackageFiles): Promise<boolean>;
}

export interface ModelPackage {
  readonly manifest: ModelManifest;
  readonly onnx: Uint8Array;
}

/** A package as it is written. */
export interface PackageFiles extends ModelPackage {
  /** card.md. */
  readonly card: string;
}

/** Runs models in a thread of its own, one frame after another. */
export interface Inference {
  /**
   * Proves the provider, loads the graph, warms it up. Throws AppFailure model.malformed, model.incompatible.
   * @param proven the provider has proved itself before, in another process: no time is taken for another proof
   */
  load(model: ModelPackage, provider: ProviderName | 'auto', proven?: boolean): Promise<LoadedModel>;
  /** Every provider with its proof; measured once, then remembered. */
  providers(): Promise<ProviderCheck[]>;
  close(): Promise<void>;
}

/** What the line works with: whoever takes over after a fault can have it ready. */
export interface LineNeeds {
  readonly model: ModelRef;
  readonly provider: ProviderName;
  readonly source: SourceConfig;
}

export interface LoadedModel {
  readonly manifest: ModelManifest;
  readonly provider: ProviderName;
  /**
   * Looks at one frame. The image's memory is transferred, not copied: the given `image` is empty afterwards and
   * the same pixels come back in the answer. Throws AppFailure runtime.crashed or runtime.timeout (the thread is then
   * replaced by itself), golden.missing, golden.mismatch, model.incompatible.
   */
  inspect(image: PixelImage, golden: Golden | null): Promise<Inspected>;
  /** What the model reacted to, as a gray picture of the image's size; null where its task has none. */
  explain(image: PixelImage, golden: Golden | null): Promise<PixelImage | null>;
  close(): Promise<void>;
}

export interface Golden {
  readonly sha256: string;
  readonly image: PixelImage;
}

export interface Inspected {
  readonly image: PixelImage;
  readonly predictions: Prediction[];
  readonly timings: Omit<Timings, 'decodeMs'>;
}

/** The parts, in SQLite. Each method is durable (WAL, synchronous FULL) when its promise resolves. */
export interface Records {
  startRun(run: { recipeId: string; startedAt: string }): Promise<number>;
  /** Throws AppFailure disk.full. A frame key that the run holds already is a defect and throws. */
  add(part: PartDraft): Promise<Part>;
  /** Was this frame recorded: in this run, or in any run of the recipe? */
  recorded(key: string, within: { runId: number } | { recipeId: string }): boolean;
  /** Highest sequence number of the run plus one. */
  nextSequence(runId: number): number;
  /** Throws AppFailure record.missing. */
  read(id: number): Promise<Part>;
  /** Newest first, ids below `before`. */
  find(filter: RecordFilter, before: number | null, limit: number): Promise<Part[]>;
  tally(filter: RecordFilter): Promise<Tally>;
  /** Adds to the history of the part; nothing is overwritten. */
  dispose(id: number, disposition: Disposition): Promise<Part>;
  /**
   * Images that retention may delete, the most dispensable first: passes by age, then reviews, then rejects, then what
   * was not inspected. None is among them while an image that is more dispensable has to stay. Images used by several
   * parts count as the most precious of them; goldens are never among them.
   * @param recordedBefore only images whose newest part was recorded before; null: all
   */
  dispensableImages(
    limit: number,
    recordedBefore: string | null,
  ): Promise<{ sha256: string; recordedAt: string }[]>;
  /** Is it the image of a part, a golden, or named by a recipe? */
  usesImage(sha256: string): boolean;
  /** Marks the image of these parts as deleted. Throws AppFailure busy while the data are being moved. */
  forgetImage(sha256: string): Promise<void>;
}

/** Recipes, settings and the like: JSON by kind and id; they are parsed where they are read. */
export interface Documents {
  list(kind: string): Promise<unknown[]>;
  /** undefined where there is none. */
  read(kind: string, id: string): Promise<unknown>;
  write(kind: string, id: string, value: unknown): Promise<void>;
  remove(kind: string, id: string): Promise<void>;
}

/** Image files, named by the SHA-256 of their bytes. */
export interface Images {
  /** On the disk (synced) when the promise resolves. Throws AppFailure disk.full. */
  put(image: EncodedImage): Promise<string>;
  /** Throws AppFailure record.missing where retention has deleted it. */
  get(sha256: string): Promise<EncodedImage>;
  /** @param putBefore an image that was put, or put again, since then stays */
  remove(sha256: string, putBefore?: Date): Promise<void>;
  /** Hashes of the images that were put, and put again, only before then. */
  olderThan(time: Date): AsyncIterable<string>;
  totalBytes(): Promise<number>;
}

/**
 * Which frames are being inspected: written before the inspection without waiting for the disk (it outlives the
 * process, not the power), so that a part in flight when the engine dies is recorded as not-inspected.
 */
export interface InFlight {
  set(parts: readonly InFlightPart[]): void;
  read(): InFlightPart[];
}
export type InFlightPart = Pick<
  PartDraft,
  'runId' | 'frameKey' | 'frameName' | 'sequence' | 'serial' | 'lot'
>;

/** A folder of the user's that is only read; nothing outside it ever is, whatever names and links say. */
export interface ReadonlyFolder {
  /** Its own name, without the path to it. */
  readonly name: string;
  /**
   * All files in it and its subfolders by their path inside, with forward slashes, sorted by code units. Hidden
   * entries and links are passed over. Throws AppFailure dataset.missing where there is no folder (any more),
   * dataset.malformed where it holds more files than any dataset.
   */
  files(signal: AbortSignal): Promise<readonly string[]>;
  /**
   * The whole file. Throws AppFailure dataset.changed where it is gone, image.too-large above `largestBytes`,
   * image.unreadable where it cannot be opened.
   */
  read(path: string, largestBytes: number): Promise<Uint8Array>;
}

/** Where a training stands, in one file that outlives the process: written whole or not at all. */
export interface CheckpointFile {
  /** Null where there is none. */
  read(): Promise<Uint8Array | null>;
  /** Throws AppFailure disk.full. */
  write(bytes: Uint8Array): Promise<void>;
  remove(): Promise<void>;
}

/** The station's trainings, a folder each: what is known of it, the last pictures, its checkpoint and its package. */
export interface TrainingRuns {
  /** What was written, as JSON; they are parsed where they are read. */
  list(): Promise<unknown[]>;
  /** Throws AppFailure disk.full. */
  write(id: string, record: unknown): Promise<void>;
  remove(id: string): Promise<void>;
  /** Where the job puts its checkpoint and its package. */
  folderOf(id: string): string;
  /** The finished package. Throws AppFailure model.missing or model.malformed. */
  readPackage(id: string): Promise<PackageFiles>;
  writeSeen(id: string, bytes: Uint8Array): Promise<void>;
  /** Null where there are none. */
  readSeen(id: string): Promise<Uint8Array | null>;
}

/**
 * Long work in a process of its own, of low priority: whatever happens to it, the station goes on. It ends with the
 * station. What it has to say last is `looked`, `done` or `failed`; then it waits to be ended.
 */
export interface JobProcess {
  send(message: JobOrder | JobWord): void;
  onReport(listener: (report: JobReport) => void): void;
  /** Called once, after the last report: the process is gone, whoever ended it. */
  onEnd(listener: () => void): void;
  /** At once, whatever it does: what it leaves on the disk is whole. */
  kill(): void;
}

/** The machine and its data folder. */
export interface Machine {
  readonly dataFolder: string;
  readonly version: string;
  readonly host: 'electron' | 'web' | 'cli';
  readonly runtime: Readonly<Record<string, string>>;
  disk(): Promise<Disk>;
  /** Versions, libraries, folders: what is there and what is missing. */
  checks(): Promise<StationCheck[]>;
  /** A folder dialog; null where the user gave up or the host has none. */
  chooseFolder(): Promise<string | null>;
  /**
   * Copies all data to the folder, checks it, and starts the station again in it; nothing can be recorded from the
   * first copy on until then. Where the data are there already, that is all.
   */
  moveData(folder: string, signal: AbortSignal): AsyncIterable<{ done: number; total: number }>;
  /** Writes a file of the user's under the exports folder; gives its path. */
  exportFile(name: string, chunks: AsyncIterable<Uint8Array | string>, signal: AbortSignal): Promise<string>;
  /** Keeps what was thrown in the log; gives the entry's id. */
  report(thrown: unknown): string;
}

export interface Ports {
  readonly clock: Clock;
  readonly openSource: OpenSource;
  readonly codec: ImageCodec;
  readonly models: Models;
  readonly inference: Inference;
  readonly records: Records;
  readonly documents: Documents;
  readonly images: Images;
  readonly inFlight: InFlight;
  readonly trainingRuns: TrainingRuns;
  startJob(): JobProcess;
  /** A run has begun: tells the process that stands by, where there is one. */
  tellStandby(line: LineNeeds): void;
  /** Throws AppFailure dataset.missing. */
  openDatasetFolder(path: string): Promise<ReadonlyFolder>;
  readonly machine: Machine;
  /** Reads a picture that the user's recipe names. Throws AppFailure golden.missing. */
  readGoldenFile(path: string): Promise<Uint8Array>;
  /** SHA-256, hex. */
  sha256(data: string | Uint8Array): string;
}
