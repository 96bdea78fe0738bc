import { AppFailure } from '#shared/contract/errors';
import type { Session, Tensors } from '#models/runtime';

/** Runs a graph that was loaded; it may still refuse what it is given. Throws AppFailure model.incompatible. */
export async function runModel(
  session: Session,
  feeds: Tensors,
  fetch: readonly string[],
  name: string,
): Promise<Tensors> {
  try {
    return await session.run(feeds, fetch);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message.slice(0, 300) : String(thrown);
    throw new AppFailure(
      'model.incompatible',
      `Model ${name} failed while it ran: ${why}`,
      { name, why },
      thrown,
    );
  }
}
