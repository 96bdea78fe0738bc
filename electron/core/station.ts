import { AppFailure } from '#shared/contract/errors';
import { ensureDemo } from './demo';
import { keepGolden, keptGolden } from './golden';
import { createInspection } from './inspection/inspection';
import { createPictures } from './pictures';
import type { Ports } from './ports';
import { previewRecipe } from './preview';
import { exportRecipe, importRecipe, listRecipes, removeRecipe, writeRecipe } from './recipes';
import { exportRecords } from './records-export';
import { keepRetention } from './retention';
import type { Handlers } from './serve';
import { readSettings, writeSettings } from './settings';
import { addDataset, listDatasets, lookAtDataset, removeDataset } from './training/known-datasets';
import { createTraining } from './training/training';

export interface Station {
  readonly handlers: Handlers;
  /** Makes the demo recipe where there is none and goes on with a run that was broken off. */
  open(): Promise<void>;
  /** Ends the run: the part under way is recorded. */
  close(): Promise<void>;
}

/** The application: every entry of the contract, answered from the ports. */
export function createStation(ports: Ports): Station {
  const inspection = createInspection(ports);
  const pictures = createPictures(ports);
  const training = createTraining(ports);
  const closing = new AbortController();
  let retention = Promise.resolve();

  const handlers: Handlers = {
    'station.describe': async () => ({
      version: ports.machine.version,
      host: ports.machine.host,
      runtime: { ...ports.machine.runtime },
      dataFolder: ports.machine.dataFolder,
      disk: await ports.machine.disk(),
    }),
    'station.check': async () => ({
      checks: await ports.machine.checks(),
      providers: await ports.inference.providers(),
    }),
    'station.chooseFolder': async () => ({ path: await ports.machine.chooseFolder() }),
    'station.status': (_, signal) => inspection.status(signal),

    'settings.read': () => readSettings(ports),
    'settings.write': (settings) => writeSettings(settings, ports),
    'settings.moveData': ({ folder }, signal) => {
      if (inspection.busy) throw new AppFailure('busy', 'The line is running: stop it first.');
      if (training.busy) throw new AppFailure('busy', 'A training is under way: cancel it first.');
      return ports.machine.moveData(folder, signal);
    },

    'models.list': async () => (await ports.models.list()).filter(({ use }) => use === 'inspect'),

    'datasets.list': () => listDatasets(ports),
    'datasets.add': (place) => addDataset(place, ports),
    'datasets.remove': async ({ id }) => {
      await removeDataset(id, ports);
      return {};
    },
    'datasets.look': ({ id }, signal) => lookAtDataset(id, signal, ports),

    'training.runs': (_, signal) => training.runs(signal),
    'training.run': async ({ id }) => training.run(id),
    'training.start': (request) => training.start(request),
    'training.pause': async ({ id }) => {
      training.pause(id);
      return {};
    },
    'training.resume': async ({ id }) => {
      await training.resume(id);
      return {};
    },
    'training.cancel': async ({ id }) => {
      await training.cancel(id);
      return {};
    },
    'training.remove': async ({ id }) => {
      await training.remove(id);
      return {};
    },
    'training.register': ({ id }) => training.register(id),
    'training.predictions': ({ id }, signal) => training.predictions(id, signal),

    'recipes.list': () => listRecipes(ports),
    'recipes.write': (recipe) => writeRecipe(recipe, ports),
    'recipes.remove': async ({ id }) => {
      await removeRecipe(id, ports);
      return {};
    },
    'recipes.import': ({ text }) => importRecipe(text, ports),
    'recipes.export': ({ id }) => exportRecipe(id, ports),
    'recipes.keepGolden': async (from) => ({ sha256: await keepGolden(from, ports) }),
    'recipes.golden': async ({ sha256, maxPx }) =>
      ports.codec.display((await keptGolden(sha256, ports)).image, null, maxPx),
    'recipes.preview': (input, signal) => previewRecipe(input, signal, ports),

    'inspection.start': (options) => inspection.start(options),
    'inspection.step': async () => {
      await inspection.step();
      return {};
    },
    'inspection.stop': async () => {
      await inspection.stop();
      return {};
    },
    'inspection.identify': async (identity) => {
      inspection.identify(identity);
      return {};
    },
    'inspection.parts': (_, signal) => inspection.parts.every(signal),
    'inspection.live': async function* ({ maxPx }, signal) {
      for await (const { part, image } of inspection.live.latest(signal)) {
        yield { part, image: image && (await ports.codec.display(image, null, maxPx)) };
      }
    },

    'records.find': ({ filter, before, limit }) => ports.records.find(filter, before, limit),
    'records.tally': ({ filter }) => ports.records.tally(filter),
    'records.read': ({ partId }) => ports.records.read(partId),
    'records.dispose': async ({ partId, verdict, reason }) => {
      const { inspector: by } = await readSettings(ports);
      return ports.records.dispose(partId, { verdict, reason, by, at: ports.clock.date().toISOString() });
    },
    'records.export': (input, signal) => exportRecords(input, signal, ports),
    'records.picture': (input) => pictures.of(input),
  };

  return {
    handlers,
    async open() {
      await ensureDemo(ports);
      await training.open();
      await inspection.resume();
      // Proving takes seconds where there is a GPU: begun now, it is done when the first run starts.
      if (!inspection.busy)
        ports.inference.providers().catch((thrown: unknown) => ports.machine.report(thrown));
      retention = keepRetention(ports, closing.signal);
      retention.catch((thrown: unknown) => ports.machine.report(thrown));
    },
    async close() {
      closing.abort();
      await inspection.stop();
      await training.close();
      await pictures.close();
      await retention.catch(() => {}); // reported above
    },
  };
}
