import type { Dataset, DatasetItem } from '#shared/domain/dataset';
import type { ProductLine } from '#models/generate/product';
import { surfaceLabels, type SurfaceLabel } from '#models/generate/surface';

/** Parts of a line as a dataset. @param items named by the number of their part; those with labels are defective */
export function surfacesAsDataset(line: ProductLine<SurfaceLabel>, items: readonly DatasetItem[]): Dataset {
  return {
    name: 'surfaces',
    format: 'folders',
    sha256: '',
    labels: surfaceLabels,
    items,
    problems: [],
    load: async ({ name, labels }) => {
      const { image, mask } = line.part(Number(name), labels.length > 0 ? 1 : 0);
      return { image, golden: null, mask };
    },
  };
}
