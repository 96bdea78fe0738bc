import type { OutputOf } from '#shared/contract/contract';
import type { Judged } from './judge';

export type ShownPicture = OutputOf<'training.predictions'>[number];

export interface SeenOne {
  readonly picture: ShownPicture;
  readonly judged: Judged;
  /** The round in which it turned right or wrong; the first is 1. */
  readonly turned: number;
}

/** What was seen of a run so far: a round for each validation. */
export interface Seen {
  readonly round: number;
  readonly ones: readonly SeenOne[];
}

export const nothingSeen: Seen = { round: 0, ones: [] };

/** Takes in the pictures after a validation: the wrong ones first, of these the ones that turned wrong last. */
export function withPictures(
  seen: Seen,
  pictures: readonly ShownPicture[],
  judge: (picture: ShownPicture) => Judged,
): Seen {
  const round = seen.round + 1;
  const before = new Map(seen.ones.map((one) => [one.picture.name, one]));
  const ones = pictures.map((picture): SeenOne => {
    const judged = judge(picture);
    const known = before.get(picture.name);
    const turned = known?.judged.right === judged.right ? known.turned : round;
    return { picture, judged, turned };
  });
  return { round, ones: ones.toSorted(wrongFirst) };
}

function wrongFirst(a: SeenOne, b: SeenOne): number {
  return Number(a.judged.right) - Number(b.judged.right) || (a.judged.right ? 0 : b.turned - a.turned);
}
