import type { Verdict } from '#shared/domain/inspection';

interface Props {
  readonly verdict: Verdict;
  /** CSS length of a side. */
  readonly size: string;
}

/** Four outlines that differ from afar without colour: circle, triangle, octagon, barred square. In currentColor. */
export function VerdictShape({ verdict, size }: Props) {
  return (
    <svg
      viewBox="0 0 32 32"
      width={size}
      height={size}
      aria-hidden="true"
      fill="currentColor"
      style={{ flex: 'none' }}
    >
      <path fillRule="evenodd" d={paths[verdict]} />
    </svg>
  );
}

const paths: Record<Verdict, string> = {
  pass: 'M16 1a15 15 0 1 1 0 30a15 15 0 1 1 0-30zM13.6 23.6L25 12.2L22.2 9.4L13.6 18L9.8 14.2L7 17z',
  review: 'M16 1.5L31.5 30H.5zM14 12h4v9.5h-4zM14 23.5h4v3.6h-4z',
  reject:
    'M9.8 1h12.4L31 9.8v12.4L22.2 31H9.8L1 22.2V9.8zM10.4 7.6L7.6 10.4L13.2 16L7.6 21.6L10.4 24.4L16 18.8L21.6 24.4L24.4 21.6L18.8 16L24.4 10.4L21.6 7.6L16 13.2z',
  'not-inspected': 'M1 1h30v30H1zM5 5v18.2L23.2 5zM27 8.8V27H8.8z',
};
