import type { PixelImage } from '#shared/domain/frame';
import type { SourceConfigOf, SourceKind } from '#shared/domain/source';
import type { Clock, ImageCodec, OpenSource, SourceDriver } from '#electron/core/ports';
import { demoDriver } from './demo';
import { filesDriver } from './files';
import { folderDriver } from './folder';
import { watched } from './watchdog';

export interface SourceTools {
  readonly clock: Clock;
  readonly codec: ImageCodec;
  /** Starts a made-up product line (models/generate/products). */
  createLine(
    product: SourceConfigOf<'demo'>['product'],
    options: { seed: number; defectShare: number },
  ): DemoLine;
}

/** What the demo source needs of a product line. */
export interface DemoLine {
  name(index: number): string;
  part(index: number, defectShare: number): { readonly image: PixelImage };
}

type Drivers = { readonly [K in SourceKind]: SourceDriver<K> };

/** Opens sources of every kind; a config with `silentAfterMs` gets the watchdog. */
export function createOpenSource(tools: SourceTools): OpenSource {
  const drivers: Drivers = {
    folder: folderDriver(tools),
    files: filesDriver(tools),
    demo: demoDriver(tools),
  };
  return async (config, options) => {
    const driver = drivers[config.kind] as SourceDriver;
    const source = await driver.open(config, options);
    if (config.silentAfterMs === null) return source;
    return watched(source, config.silentAfterMs, options.trigger, tools.clock);
  };
}
