import type { Random } from '#shared/numeric/random';
import { shuffled } from '../train/order';
import { coreset } from './coreset';

/** What is known of good pictures: patches that stand for all of theirs. */
export interface Memory {
  readonly channels: number;
  /** Of each feature over all patches of good pictures. */
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
  /** Features less their mean, in deviations: [entries, channels], row by row. */
  readonly bank: Float32Array;
  /** The group of pictures that each entry comes from. */
  readonly groups: readonly string[];
}

/** The patches of one good picture, [patches, channels]. */
export interface PatchFeatures {
  /** Pictures of one group show the same part. */
  readonly group: string;
  readonly features: Float32Array;
}

/** The coreset is chosen from so many patches at most, drawn at random. */
const mostCandidates = 24_000;
/** A feature that hardly changes on good pictures must not become all that counts. */
const leastDeviation = 1e-3;

export function memoryOf(
  pictures: readonly PatchFeatures[],
  channels: number,
  entries: number,
  random: Random,
): Memory {
  const { mean, deviation } = momentsOf(pictures, channels);
  const places = pictures.flatMap(({ features }, picture) =>
    Array.from({ length: features.length / channels }, (_, patch) => [picture, patch] as const),
  );
  const drawn = places.length > mostCandidates ? shuffled(places, random).slice(0, mostCandidates) : places;
  const rows = new Float32Array(drawn.length * channels);
  drawn.forEach(([picture, patch], i) => {
    const features = pictures[picture]!.features.subarray(patch * channels, (patch + 1) * channels);
    rows.set(standardised(features, mean, deviation), i * channels);
  });
  const chosen = coreset(rows, channels, entries, random);
  const bank = new Float32Array(chosen.length * channels);
  chosen.forEach((row, i) => bank.set(rows.subarray(row * channels, (row + 1) * channels), i * channels));
  return { channels, mean, deviation, bank, groups: chosen.map((row) => pictures[drawn[row]![0]]!.group) };
}

/**
 * The distance of each patch of a picture to the nearest entry that is not of the same group: how far a good picture is
 * from the others. Infinity where there are no others.
 */
export function distancesToOthers({ group, features }: PatchFeatures, memory: Memory): Float32Array {
  const { channels, mean, deviation, bank, groups } = memory;
  const rows = standardised(features, mean, deviation);
  const others = groups.flatMap((one, i) => (one === group ? [] : [i * channels]));
  const distances = new Float32Array(rows.length / channels);
  for (let patch = 0, at = 0; patch < distances.length; patch++, at += channels) {
    let least = Infinity;
    for (const from of others) {
      let squared = 0;
      for (let c = 0; c < channels && squared < least; c++) {
        const difference = rows[at + c]! - bank[from + c]!;
        squared += difference * difference;
      }
      if (squared < least) least = squared;
    }
    distances[patch] = Math.sqrt(least);
  }
  return distances;
}

function momentsOf(pictures: readonly PatchFeatures[], channels: number) {
  const sums = new Float64Array(channels);
  const squares = new Float64Array(channels);
  let count = 0;
  for (const { features } of pictures) {
    count += features.length / channels;
    features.forEach((value, i) => {
      sums[i % channels]! += value;
      squares[i % channels]! += value * value;
    });
  }
  const mean = Float32Array.from(sums, (sum) => sum / count);
  const deviation = Float32Array.from(squares, (square, c) =>
    Math.max(leastDeviation, Math.sqrt(Math.max(0, square / count - (sums[c]! / count) ** 2))),
  );
  return { mean, deviation };
}

function standardised(features: Float32Array, mean: Float32Array, deviation: Float32Array): Float32Array {
  const channels = mean.length;
  return features.map((value, i) => (value - mean[i % channels]!) / deviation[i % channels]!);
}
