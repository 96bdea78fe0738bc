import type { Row } from '../table';
export async function badModel(): Promise<Row[]> {
  return [];
}
