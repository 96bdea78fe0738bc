import type { Tensor, Tensors } from '#models/runtime';

/** Half and mixed precision inside a provider's convolutions stay below this, relative to the largest value. */
const floatTolerance = 5e-3;
/** Whole numbers come from rounding: a step more or less is no difference, nor are a few that fall to the other side. */
const wholeTolerance = 1;
const strayShare = 1e-3;

/** Why the outputs are not what the CPU gave; null where they agree. */
export function differenceOf(outputs: Tensors, expected: Tensors): string | null {
  for (const [name, reference] of Object.entries(expected)) {
    const output = outputs[name];
    if (!output || output.data.length !== reference.data.length)
      return `${name} has another size than on the CPU`;
    const why =
      reference.type === 'float32' ? floatDifference(output, reference) : wholeDifference(output, reference);
    if (why) return `${name} ${why}`;
  }
  return null;
}

function floatDifference({ data }: Tensor, { data: reference }: Tensor): string | null {
  let [largest, worst] = [0, 0];
  for (let i = 0; i < reference.length; i++) {
    const [value, wanted] = [Number(data[i]), Number(reference[i])];
    if (Number.isFinite(wanted) !== Number.isFinite(value))
      return 'is not finite where it is on the CPU, or is where it is not';
    largest = Math.max(largest, Math.abs(wanted));
    worst = Math.max(worst, Math.abs(value - wanted));
  }
  const relative = worst / Math.max(largest, 1e-6);
  return relative <= floatTolerance
    ? null
    : `is off by ${(100 * relative).toPrecision(2)} % of its largest value`;
}

function wholeDifference({ data }: Tensor, { data: reference }: Tensor): string | null {
  let strays = 0;
  for (let i = 0; i < reference.length; i++) {
    if (Math.abs(Number(data[i]) - Number(reference[i])) > wholeTolerance) strays++;
  }
  return strays <= strayShare * reference.length
    ? null
    : `differs from the CPU in ${strays} of ${reference.length} places`;
}
