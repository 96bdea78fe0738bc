import type { Station } from '#electron/core/station';
import { demoRecipeId } from '#electron/core/demo';

/** Runs the demo line for so many parts, as fast as they are inspected, and prints each fault and the tally. */
export async function runDemoLine(
  station: Station,
  parts: number,
  print: (line: string) => void,
): Promise<void> {
  const { handlers } = station;
  const never = new AbortController();
  const startedAt = performance.now();
  const recipes = await handlers['recipes.list']({}, never.signal);
  const demo = recipes.find(({ id }) => id === demoRecipeId);
  if (demo?.source.kind !== 'demo') return print('The demo recipe was changed: the demo line is not run.');
  print(`Running the demo line: ${parts} parts…`);
  const quick = {
    ...demo,
    id: `${demoRecipeId}-quick`,
    source: { ...demo.source, ratePerMinute: 0, count: parts },
  };
  await handlers['recipes.write'](quick, never.signal);
  try {
    await handlers['inspection.start'](
      { recipeId: quick.id, mode: 'run', serial: '', lot: 'demo' },
      never.signal,
    );
    for await (const status of handlers['station.status']({}, never.signal)) {
      if (status.state !== 'idle') continue;
      const { total, byVerdict } = status.tally;
      const seconds = (performance.now() - startedAt) / 1000;
      if (status.fault) print(`The line stopped: ${status.fault.message}`);
      print(
        `Demo line: ${total} parts in ${seconds.toFixed(1)} s: ${byVerdict.pass} pass, ${byVerdict.review} review, ` +
          `${byVerdict.reject} reject, ${byVerdict['not-inspected']} not inspected.`,
      );
      return;
    }
  } finally {
    await handlers['recipes.remove']({ id: quick.id }, never.signal);
  }
}
