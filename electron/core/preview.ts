import type { OutputOf, ParsedInputOf } from '#shared/contract/contract';
import { AppFailure, type AppError } from '#shared/contract/errors';
import { goldenOf } from './golden';
import type { Ports } from './ports';
import { readSettings } from './settings';

type Preview = OutputOf<'recipes.preview'>;

/**
 * Real frames of a draft recipe's source with what its model sees in them. Nothing is recorded. Unreadable frames
 * are passed over; where the first ones are all unreadable, the stream fails with what is wrong.
 */
export async function* previewRecipe(
  { recipe, frames, maxPx }: ParsedInputOf<'recipes.preview'>,
  signal: AbortSignal,
  ports: Ports,
): AsyncIterable<Preview> {
  const golden = await goldenOf(recipe.golden, ports);
  const { provider } = await readSettings(ports);
  const source = await ports.openSource(
    recipe.source.kind === 'demo' ? { ...recipe.source, ratePerMinute: 0 } : recipe.source,
    { trigger: 'free', nextSequence: 0, recorded: () => false },
  );
  const model = await ports.inference.load(await ports.models.open(recipe.model), provider);
  const enough = new AbortController();
  let shown = 0;
  let unreadable = 0;
  try {
    for await (const event of source.events(AbortSignal.any([signal, enough.signal]))) {
      if (event.kind === 'bad') {
        if (shown === 0 && ++unreadable === Math.min(frames, 3)) throw failureOf(event.error);
        continue;
      }
      const { frame } = event;
      const { image, predictions } = await model.inspect(frame.image, await golden(frame));
      const display = await ports.codec.display(image, null, maxPx);
      const { widthPx, heightPx } = image;
      yield { frameName: frame.name, image: display, widthPx, heightPx, predictions };
      if (++shown === frames) break;
    }
    if (shown === 0 && !signal.aborted) {
      throw new AppFailure('source.missing', 'The source has no readable picture: choose another one.');
    }
  } finally {
    enough.abort();
    await source.close();
    await model.close();
  }
}

function failureOf({ code, message, details }: AppError): AppFailure {
  return new AppFailure(code, message, details);
}
