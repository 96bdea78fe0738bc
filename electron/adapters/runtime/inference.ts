import { availableParallelism } from 'node:os';
import type { PixelImage } from '#shared/domain/frame';
import { formatModelRef } from '#shared/domain/model';
import type { ProviderName } from '#shared/domain/settings';
import type { ProviderCheck } from '#shared/domain/station';
import type { Inference, LoadedModel, ModelPackage } from '#electron/core/ports';
import { GoldenMemory } from './golden-memory';
import { InferenceThread } from './inference-thread';
import { proveInNode, proveProviders, type ProveApart } from './providers';
import { createPace } from './pace';

export interface InferenceOptions {
  /** The built electron/workers/inference-worker.ts. */
  readonly workerUrl: URL;
  /** How a provider is tested in a process of its own; left out: as plain Node does it. */
  readonly proveApart?: ProveApart;
  /** Threads for one op; left out: all cores but one, which is for the rest of the station. */
  readonly threads?: number;
  readonly limits?: Partial<Limits>;
}

export interface Limits {
  /** A frame that takes longer, and longer than 50 times the median, has failed. */
  readonly runMs: number;
  readonly loadMs: number;
  /** For each provider's proof. */
  readonly proofMs: number;
}

export interface PreloadingInference extends Inference {
  /**
   * Loads a model ahead for the next `load` of the same package on the same provider; one that waits already gives way.
   * @param provider has proved itself
   */
  preload(model: ModelPackage, provider: ProviderName): void;
}

/** Where a model is before it is loaded into a thread. */
const nowhere = { generation: 0, done: Promise.resolve() };

const defaultLimits: Limits = { runMs: 10_000, loadMs: 120_000, proofMs: 30_000 };

/**
 * Models in a thread of their own. Frames are looked at one by one in the order of the calls; at most 8 are under way,
 * then `inspect` fails as busy. When the thread dies or hangs, the frames that it has fail with runtime.crashed or
 * runtime.timeout, and the next one meets a fresh thread with its model loaded again.
 */
export function createInference(options: InferenceOptions): PreloadingInference {
  const { workerUrl, proveApart = proveInNode(workerUrl), threads = coresToUse(), limits: given } = options;
  const limits = { ...defaultLimits, ...given };
  const thread = new InferenceThread(workerUrl, { threads });
  thread.started(); // it loads ONNX Runtime while the rest of the station opens
  const goldens = new GoldenMemory();
  /** What models found out about providers that had proved themselves. */
  const refusals = new Map<ProviderName, ProviderCheck>();
  let proofs: Promise<ProviderCheck[]> | null = null;
  let models = 0;
  let ahead: { readonly key: string; readonly model: Promise<LoadedModel | null> } | null = null;

  const providers = async () => {
    proofs ??= proveProviders(proveApart, limits.proofMs);
    return (await proofs).map((check) => refusals.get(check.name) ?? check);
  };

  /** Those to try in order; the CPU alone needs no proof. */
  async function ladderOf(wanted: ProviderName | 'auto', proven: boolean): Promise<ProviderName[]> {
    if (wanted === 'cpu') return ['cpu'];
    if (wanted !== 'auto' && proven) return [wanted, 'cpu'];
    const working = (await providers()).filter(({ state }) => state === 'works').map(({ name }) => name);
    return working.filter((name) => wanted === 'auto' || name === wanted || name === 'cpu');
  }

  function preload(modelPackage: ModelPackage, provider: ProviderName): void {
    const key = keyOf(modelPackage, provider);
    if (ahead?.key === key) return;
    void ahead?.model.then((model) => model?.close());
    // Where it cannot be loaded, whoever wants it is told.
    ahead = { key, model: loadNow(modelPackage, provider, true).catch(() => null) };
  }

  async function load(
    modelPackage: ModelPackage,
    wanted: ProviderName | 'auto',
    proven = false,
  ): Promise<LoadedModel> {
    const waiting = ahead?.key === keyOf(modelPackage, wanted) ? ahead : null;
    if (waiting) ahead = null;
    return (await waiting?.model) ?? loadNow(modelPackage, wanted, proven);
  }

  async function loadNow(
    { manifest, onnx }: ModelPackage,
    wanted: ProviderName | 'auto',
    proven: boolean,
  ): Promise<LoadedModel> {
    const model = models++;
    const pace = createPace(limits.runMs);
    let ladder = await ladderOf(wanted, proven);
    let loaded = nowhere;

    /** Sees to it that the thread of now has the model; where it has, nothing comes between this and the next request. */
    function ready(): Promise<void> {
      thread.started();
      if (loaded.generation === thread.generation) return loaded.done;
      const here = { generation: thread.generation, done: send() };
      loaded = here;
      here.done.catch(() => {
        if (loaded === here) loaded = nowhere; // whoever waits has the reason; the next one tries again
      });
      return here.done;
    }

    async function send(): Promise<void> {
      const { provider, refused } = await thread.ask(
        { kind: 'load', model, manifest, onnx, providers: ladder },
        limits.loadMs,
      );
      for (const { provider: name, reason } of refused)
        refusals.set(name, { name, state: 'differs', detail: reason });
      ladder = [provider];
    }

    await ready();
    return {
      manifest,
      get provider() {
        return ladder[0] ?? 'cpu';
      },
      async inspect(image, golden) {
        await ready();
        const sent = transferable(image);
        const use = goldens.use(golden, thread.generation);
        const answer = await thread.ask(
          { kind: 'inspect', model, image: sent, golden: use },
          pace.limitMs(),
          [sent.data.buffer],
        );
        pace.took(Object.values(answer.timings).reduce((sum, ms) => sum + ms, 0));
        return answer;
      },
      async explain(image, golden) {
        await ready();
        const use = goldens.use(golden, thread.generation);
        return thread.ask({ kind: 'explain', model, image, golden: use }, pace.limitMs());
      },
      async close() {
        const isLoaded = loaded.generation === thread.generation;
        loaded = nowhere;
        if (isLoaded) await thread.ask({ kind: 'unload', model }, limits.loadMs);
      },
    };
  }

  return { load, preload, providers, close: () => thread.close() };
}

function keyOf({ manifest }: ModelPackage, wanted: ProviderName | 'auto'): string {
  return `${formatModelRef(manifest)} ${manifest.sha256} ${wanted}`;
}

function coresToUse(): number {
  return Math.max(1, availableParallelism() - 1);
}

/** The image in memory that can change hands: pixels that are a part of something larger are copied first. */
function transferable(image: PixelImage): PixelImage & { readonly data: { readonly buffer: ArrayBuffer } } {
  const { data } = image;
  const whole =
    data.buffer instanceof ArrayBuffer &&
    data.byteLength === data.buffer.byteLength &&
    !Buffer.isBuffer(data);
  return { ...image, data: whole ? data : data.slice() } as PixelImage & { data: { buffer: ArrayBuffer } };
}
