import { AppFailure } from '#shared/contract/errors';
import { columnOf, readCsv } from './csv';
import type { FormatSource, FoundItem } from './format';
import { itemNames } from './item-names';

const path = 'groups.csv';

/** Groups of the table groups.csv at the top (columns `file` or `image`, and `group`), in place of those of the format. */
export async function withGroups(
  items: readonly FoundItem[],
  { files, problems, text }: FormatSource,
): Promise<readonly FoundItem[]> {
  if (!files.has(path)) return items;
  const table = readCsv(await text(path), path);
  const nameColumn = columnOf(table, 'file', 'image', 'name');
  const groupColumn = columnOf(table, 'group');
  if (nameColumn < 0 || groupColumn < 0) {
    const sentence = `${path} needs the columns file and group; it has ${table.columns.join(', ')}.`;
    throw new AppFailure('dataset.malformed', sentence, { path });
  }
  const find = itemNames(items);
  const groups = new Map<FoundItem, string>();
  for (const { line, cells } of table.rows) {
    const [name = '', group = ''] = [cells[nameColumn], cells[groupColumn]];
    const item = find(name);
    if (item && group !== '') groups.set(item, group);
    else
      problems.push(
        `${path}, line ${line}: ${item ? 'the group is missing' : `there is no ${name}`}. Correct it.`,
      );
  }
  return items.map((item) => ({ ...item, group: groups.get(item) ?? item.group }));
}
