import type { TFunction } from 'i18next';
import type { SourceConfig } from '#shared/domain/source';
import { formatCount, formatShare } from '../ui/formats';

/** A source in one line. */
export function sourceWords(source: SourceConfig, t: TFunction, language: string): string {
  switch (source.kind) {
    case 'folder':
      return t('recipes.source.folderWords', { path: source.path });
    case 'files':
      return t('recipes.source.filesWords', { files: formatCount(source.paths.length, language) });
    case 'demo':
      return t('recipes.source.demoWords', {
        rate: formatCount(source.ratePerMinute, language),
        share: formatShare(source.defectShare, language, 0),
      });
  }
}
