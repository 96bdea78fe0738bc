import { z } from 'zod';
import { disposition, part, prediction, tally } from '../domain/inspection';
import { datasetLook, datasetPlace, knownDataset } from '../domain/known-dataset';
import { modelManifest } from '../domain/model';
import { recipe } from '../domain/recipe';
import { recordFilter } from '../domain/records';
import { settings } from '../domain/settings';
import { disk, stationReport, stationStatus } from '../domain/station';
import { seenPicture, trainingRecord, trainingRequest, trainingRun } from '../domain/training';

/** A picture for the screen: shrunk to what is shown. */
export const displayImage = z.object({
  /** `gray`: a byte a pixel; otherwise a file that the browser decodes. */
  encoding: z.enum(['gray', 'jpeg', 'png']),
  widthPx: z.number(),
  heightPx: z.number(),
  /** Pixels of the original for each pixel here, 1 or more. */
  scale: z.number(),
  bytes: z.instanceof(Uint8Array<ArrayBuffer>),
});
export type DisplayImage = z.infer<typeof displayImage>;

const nothing = z.object({});
const partId = z.object({ partId: z.int().min(1) });
const maxPx = z.int().min(16).max(4096).describe('longest side of the picture that comes back');
const id = z.object({ id: z.string().max(100) });
const identity = z.object({ serial: z.string().trim().max(200), lot: z.string().trim().max(200) });

function request<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  return { kind: 'request' as const, input, output };
}

/**
 * `latest`: what was not asked for in time gives way to what is newer, so that ask for one at a time;
 * `every`: each item arrives, or the stream fails.
 */
function stream<I extends z.ZodType, O extends z.ZodType>(policy: 'latest' | 'every', input: I, item: O) {
  return { kind: 'stream' as const, policy, input, output: item };
}

/** THE list of what the page may ask of the engine. Inputs are parsed where they arrive. */
export const contract = {
  'station.describe': request(
    nothing,
    z.object({
      version: z.string(),
      host: z.enum(['electron', 'web', 'cli']),
      runtime: z.record(z.string(), z.string()),
      dataFolder: z.string(),
      disk,
    }),
  ),
  'station.check': request(nothing, stationReport),
  'station.chooseFolder': request(nothing, z.object({ path: z.string().nullable() })),
  'station.status': stream('latest', nothing, stationStatus),

  'settings.read': request(nothing, settings),
  'settings.write': request(settings, settings),
  'settings.moveData': stream(
    'latest',
    z.object({ folder: z.string().min(1) }),
    z.object({ done: z.number(), total: z.number() }),
  ),

  'models.list': request(nothing, z.array(modelManifest)),

  'datasets.list': request(nothing, z.array(knownDataset)),
  /** Remembers a folder with pictures and labels. The same folder with the same options is remembered once. */
  'datasets.add': request(datasetPlace, knownDataset),
  /** Forgets it; the folder stays as it is. */
  'datasets.remove': request(id, nothing),
  /** Reads all of it; the last item has what was found, which `datasets.list` then tells, too. */
  'datasets.look': stream(
    'latest',
    id,
    z.object({ done: z.number(), total: z.number(), look: datasetLook.nullable() }),
  ),

  /** All runs, the newest first, whenever one changes or comes further. */
  'training.runs': stream('latest', nothing, z.array(trainingRun)),
  'training.run': request(id, trainingRecord),
  /** It begins when the one before it has ended. */
  'training.start': request(trainingRequest, id),
  'training.pause': request(id, nothing),
  /** Goes on where it was paused or, from its last checkpoint, where it was broken off. */
  'training.resume': request(id, nothing),
  'training.cancel': request(id, nothing),
  /** With its checkpoint and its package; what was registered stays. */
  'training.remove': request(id, nothing),
  /** Makes the finished package one of the station's models, with the next free version of its name. */
  'training.register': request(id, z.object({ name: z.string(), version: z.string() })),
  /** Pictures of the validation after each one, the last ones first; ends with the run. */
  'training.predictions': stream('latest', id, z.array(seenPicture.extend({ image: displayImage }))),

  'recipes.list': request(nothing, z.array(recipe)),
  'recipes.write': request(recipe, recipe),
  'recipes.remove': request(z.object({ id: z.string() }), nothing),
  /** Reads a recipe file; its images go into the store. */
  'recipes.import': request(z.object({ text: z.string().max(200_000_000) }), recipe),
  'recipes.export': request(
    z.object({ id: z.string() }),
    z.object({ fileName: z.string(), text: z.string() }),
  ),
  /** Keeps an image for use as a golden: the bytes of a file, or the image of a recorded part. */
  'recipes.keepGolden': request(
    z.discriminatedUnion('from', [
      z.object({ from: z.literal('bytes'), bytes: z.instanceof(Uint8Array) }),
      z.object({ from: z.literal('part'), partId: z.int().min(1) }),
    ]),
    z.object({ sha256: z.string() }),
  ),
  /** The picture of a kept golden image. */
  'recipes.golden': request(z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), maxPx }), displayImage),
  /** Real frames of the draft's source with what its model sees in them; the page decides with its own thresholds. */
  'recipes.preview': stream(
    'every',
    z.object({ recipe, frames: z.int().min(1).max(50), maxPx }),
    z.object({
      frameName: z.string(),
      image: displayImage,
      widthPx: z.number(),
      heightPx: z.number(),
      predictions: z.array(prediction),
    }),
  ),

  'inspection.start': request(
    z.object({ recipeId: z.string(), mode: z.enum(['run', 'step']) }).extend(identity.shape),
    z.object({ runId: z.number() }),
  ),
  'inspection.step': request(nothing, nothing),
  'inspection.stop': request(nothing, nothing),
  /** Serial of the next part, lot from now on. */
  'inspection.identify': request(identity, nothing),
  /** Each part once it is recorded, from the moment of the call. */
  'inspection.parts': stream('every', nothing, part),
  /** The latest recorded part with its picture; null where it has no readable one. */
  'inspection.live': stream(
    'latest',
    z.object({ maxPx }),
    z.object({ part, image: displayImage.nullable() }),
  ),

  'records.find': request(
    z.object({
      filter: recordFilter,
      before: z.int().nullable().default(null),
      limit: z.int().min(1).max(500),
    }),
    z.array(part),
  ),
  'records.tally': request(z.object({ filter: recordFilter }), tally),
  'records.read': request(partId, part),
  'records.dispose': request(partId.extend(disposition.pick({ verdict: true, reason: true }).shape), part),
  'records.export': stream(
    'latest',
    z.object({ filter: recordFilter, what: z.enum(['csv', 'images']) }),
    z.object({ done: z.number(), total: z.number(), path: z.string() }),
  ),
  /** `view`: as captured, the golden, or what differs; `region` in pixels of the original, null for all of it. */
  'records.picture': request(
    partId.extend({
      view: z.enum(['image', 'golden', 'difference']),
      region: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
      maxPx,
    }),
    displayImage,
  ),
};

export type Contract = typeof contract;
export type Name = keyof Contract;
export type RequestName = { [N in Name]: Contract[N]['kind'] extends 'request' ? N : never }[Name];
export type StreamName = Exclude<Name, RequestName>;
/** What a caller may write (defaults may be left out). */
export type InputOf<N extends Name> = z.input<Contract[N]['input']>;
/** What a handler gets: parsed, defaults filled in. */
export type ParsedInputOf<N extends Name> = z.output<Contract[N]['input']>;
export type OutputOf<N extends Name> = z.output<Contract[N]['output']>;
