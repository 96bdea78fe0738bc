import type { Dataset, DatasetItem, LoadedItem } from '#shared/domain/dataset';
import { createRandom, type Random } from '#shared/numeric/random';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import type { TrainingRun } from '#models/train/task-trainer';
import { quiet } from '../../../training/quiet';

const sidePx = 64;
const labels = ['bar', 'spot'];

/** Gray noise with bright bars and dark spots; every third picture is good. */
export function toySet(pictures: number, seed = 1): Dataset & { readonly loaded: Map<string, LoadedItem> } {
  const loaded = new Map<string, LoadedItem>();
  const items = Array.from({ length: pictures }, (_, i): DatasetItem => {
    const random = createRandom(seed, i);
    const kind = i % 3;
    const name = `${i}.png`;
    loaded.set(name, draw(kind, random));
    const shown = labels[kind - 1];
    return { name, group: name, split: null, labels: shown === undefined ? [] : [shown], boxes: [] };
  });
  return {
    name: 'toy',
    format: 'masks',
    sha256: '',
    labels,
    items,
    problems: [],
    loaded,
    async load({ name }) {
      const item = loaded.get(name);
      if (!item) throw new Error(`${name} is not of this dataset`);
      return item;
    },
  };
}

function draw(kind: number, random: Random): LoadedItem {
  const image = Uint8Array.from({ length: sidePx ** 2 }, () => 120 + random.normal(0, 8));
  const mask = new Uint8Array(sidePx ** 2);
  const [x, y] = [random.uniform(16, 48), random.uniform(16, 48)];
  const half = kind === 1 ? [random.uniform(12, 20), 4] : [8, 8];
  for (let i = 0; i < mask.length; i++) {
    const [dx, dy] = [(i % sidePx) + 0.5 - x, Math.floor(i / sidePx) + 0.5 - y];
    const inside =
      kind === 1 ? Math.abs(dx) < half[0]! && Math.abs(dy) < half[1]! : Math.hypot(dx, dy) < half[0]!;
    if (kind === 0 || !inside) continue;
    mask[i] = kind;
    image[i] = kind === 1 ? 220 : 30;
  }
  const size = { widthPx: sidePx, heightPx: sidePx };
  return { image: { ...size, channels: 1, data: image }, golden: null, mask: { ...size, data: mask } };
}

/** A short training at half the size, the last third of the pictures for validation. */
export function toyRun(dataset: Dataset, epochs: number, problems: string[] = []): TrainingRun {
  const train = Math.ceil((dataset.items.length * 2) / 3);
  return {
    data: { dataset, train: dataset.items.slice(0, train), validation: dataset.items.slice(train) },
    settings: { seed: 5, duration: { kind: 'epochs', epochs }, quality: 'balanced', sizePx: sidePx / 2 },
    runtime: createOrtRuntime({ provider: 'cpu', threads: 1 }),
    resumed: null,
    onProblem: (sentence) => void problems.push(sentence),
    onSeen: () => {},
    watch: quiet,
  };
}
