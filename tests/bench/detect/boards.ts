import type { Dataset, DatasetItem, LoadedItem } from '#shared/domain/dataset';
import { createPcbLine, pcbLabels } from '#models/generate/pcb';

/** Made-up boards as a dataset: so many designs, each with its golden and so many parts, five of six defective. */
export function generatedBoards(firstSeed: number, boards: number, parts: number): Dataset {
  const loaded = new Map<string, LoadedItem>();
  const items: DatasetItem[] = [];
  for (let board = 0; board < boards; board++) {
    const line = createPcbLine({ seed: firstSeed + board, defectShare: 5 / 6 });
    for (let index = 0; index < parts; index++) {
      const { image, defects } = line.part(index);
      const name = `board-${board}/${line.name(index)}`;
      const labels = [...new Set(defects.map(({ label }) => label))];
      loaded.set(name, { image, golden: line.golden, mask: null });
      items.push({ name, group: `board-${board}`, split: null, labels, boxes: defects });
    }
  }
  return {
    name: 'generated boards',
    sha256: '',
    format: 'generated',
    labels: pcbLabels,
    items,
    problems: [],
    async load({ name }) {
      const item = loaded.get(name);
      if (!item) throw new Error(`there is no ${name}`);
      return item;
    },
  };
}
