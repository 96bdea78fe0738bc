import { settings as settingsSchema, type Settings } from '#shared/domain/settings';
import type { Ports } from './ports';

/** The user's settings; defaults where none were kept or where they cannot be read. */
export async function readSettings({ documents }: Pick<Ports, 'documents'>): Promise<Settings> {
  const parsed = settingsSchema.safeParse((await documents.read('settings', 'station')) ?? {});
  return parsed.success ? parsed.data : settingsSchema.parse({});
}

export async function writeSettings(
  settings: Settings,
  { documents }: Pick<Ports, 'documents'>,
): Promise<Settings> {
  await documents.write('settings', 'station', settings);
  return settings;
}
