import type { PixelImage } from '#shared/domain/frame';
import type { SourceConfig, SourceConfigOf, SourceKind } from '#shared/domain/source';
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

export interface Sources {
  /** A config with `silentAfterMs` gets the watchdog. */
  readonly open: OpenSource;
  /** Makes ready what an `open` with this config would wait for, without touching the device. */
  prepare(config: SourceConfig): void;
}

/** Sources of every kind. */
export function createSources(tools: SourceTools): Sources {
  const drivers: Drivers = {
    folder: folderDriver(tools),
    files: filesDriver(tools),
    demo: demoDriver(tools),
  };
  const driverOf = ({ kind }: SourceConfig) => drivers[kind] as SourceDriver;
  return {
    async open(config, options) {
      const source = await driverOf(config).open(config, options);
      if (config.silentAfterMs === null) return source;
      return watched(source, config.silentAfterMs, options.trigger, tools.clock);
    },
    prepare: (config) => driverOf(config).prepare?.(config),
  };
}
