import { Thumbnail } from '../canvas/thumbnail';
import type { Judged } from './judge';
import type { ShownPicture } from './seen-order';
import classes from './seen.module.css';

interface Props {
  readonly picture: ShownPicture;
  readonly judged: Judged;
}

/** The picture with the boxes that the dataset has (dashed) and those that the model draws. */
export function SeenImage({ picture, judged }: Props) {
  const { widthPx, heightPx, boxes, image } = picture;
  return (
    <span className={classes.image}>
      <Thumbnail image={image} className={classes.picture} label="" />
      <svg viewBox={`0 0 ${widthPx} ${heightPx}`} className={classes.overlay} aria-hidden="true">
        {boxes.map(({ box: [x, y, width, height] }, index) => (
          <rect key={index} x={x} y={y} width={width} height={height} className={classes.truth} />
        ))}
        {judged.found.map(({ box: [x, y, width, height], hit }, index) => (
          <rect
            key={index}
            x={x}
            y={y}
            width={width}
            height={height}
            className={classes.found}
            data-hit={hit}
          />
        ))}
      </svg>
    </span>
  );
}
