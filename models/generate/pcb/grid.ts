/** A node of the routing grid; both count from 0. */
export type Node = readonly [column: number, row: number];

const free = 0;
const shared = -1;

const steps: readonly Node[] = [
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
];
const straightCost = 10;
const diagonalCost = 14;
/** What a bend costs, by the number of 45° steps in it; sharper ones are not made. */
const bendCosts = [0, 4, 25];
const maxVisits = 2500;

/**
 * Who may pass where. Each node belongs to nobody, to one conductor (with the clearance around it), or to several,
 * which closes it. Traces run along the grid in steps of 45°, as board tools lay them.
 */
export class Grid {
  readonly columns: number;
  readonly rows: number;
  private readonly owners: Int16Array;

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
    this.owners = new Int16Array(columns * rows);
  }

  /** Claims the nodes of the rectangle, in grid units and rounded inwards, for a conductor. */
  claim(owner: number, left: number, top: number, right: number, bottom: number): void {
    for (let row = Math.max(0, Math.ceil(top)); row <= Math.min(this.rows - 1, Math.floor(bottom)); row++) {
      for (
        let column = Math.max(0, Math.ceil(left));
        column <= Math.min(this.columns - 1, Math.floor(right));
        column++
      ) {
        const i = row * this.columns + column;
        const current = this.owners[i]!;
        this.owners[i] = current === free || current === owner ? owner : shared;
      }
    }
  }

  isFree(left: number, top: number, right: number, bottom: number): boolean {
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++)
        if (!this.open(column, row, free, free)) return false;
    }
    return true;
  }

  /** May conductors `a` or `b` pass this node? */
  private open(column: number, row: number, a: number, b: number): boolean {
    if (column < 0 || row < 0 || column >= this.columns || row >= this.rows) return false;
    const owner = this.owners[row * this.columns + column]!;
    return owner === free || owner === a || owner === b;
  }

  /**
   * Cheapest way (A*) from one node to another that touches nobody but the two conductors; null where there is none.
   * @param wide the trace needs the neighbouring nodes as well
   */
  route(from: Node, to: Node, a: number, b: number, wide: boolean): Node[] | null {
    const index = ([column, row]: Node) => row * this.columns + column;
    const start = index(from);
    const goal = index(to);
    const costs = new Int32Array(this.columns * this.rows).fill(0x7fffffff);
    const arrivals = new Int8Array(this.columns * this.rows).fill(-1);
    const parents = new Int32Array(this.columns * this.rows).fill(-1);
    const buckets: number[][] = [];
    const push = (i: number, cost: number): void => {
      const dx = Math.abs((i % this.columns) - to[0]);
      const dy = Math.abs(Math.floor(i / this.columns) - to[1]);
      const estimate =
        cost + straightCost * Math.max(dx, dy) + (diagonalCost - straightCost) * Math.min(dx, dy);
      (buckets[estimate] ??= []).push(i);
    };
    costs[start] = 0;
    push(start, 0);
    for (let estimate = 0, visits = 0; estimate < buckets.length && visits < maxVisits; estimate++) {
      for (let i = buckets[estimate]?.pop(); i !== undefined; i = buckets[estimate]?.pop()) {
        if (i === goal) return this.trail(parents, goal);
        visits++;
        const column = i % this.columns;
        const row = Math.floor(i / this.columns);
        for (let direction = 0; direction < 8; direction++) {
          const bend = arrivals[i] === -1 ? 0 : turn(arrivals[i]!, direction);
          const bendCost = bendCosts[bend];
          if (bendCost === undefined) continue;
          const [dx, dy] = steps[direction]!;
          const diagonal = dx !== 0 && dy !== 0;
          if (!this.open(column + dx, row + dy, a, b)) continue;
          if (diagonal && !this.open(column + dx, row, a, b) && !this.open(column, row + dy, a, b)) continue;
          if (wide && !this.openAround(column + dx, row + dy, a, b)) continue;
          const next = i + dy * this.columns + dx;
          const cost = costs[i]! + (diagonal ? diagonalCost : straightCost) + bendCost;
          if (cost >= costs[next]!) continue;
          costs[next] = cost;
          arrivals[next] = direction;
          parents[next] = i;
          push(next, cost);
        }
      }
    }
    return null;
  }

  private openAround(column: number, row: number, a: number, b: number): boolean {
    return steps.every(([dx, dy]) => {
      const x = Math.min(this.columns - 1, Math.max(0, column + dx));
      const y = Math.min(this.rows - 1, Math.max(0, row + dy));
      return this.open(x, y, a, b);
    });
  }

  private trail(parents: Int32Array, goal: number): Node[] {
    const nodes: Node[] = [];
    for (let i = goal; i !== -1; i = parents[i]!)
      nodes.unshift([i % this.columns, Math.floor(i / this.columns)]);
    return nodes;
  }
}

function turn(a: number, b: number): number {
  const difference = Math.abs(a - b);
  return Math.min(difference, 8 - difference);
}

/** Leaves out the nodes inside straight runs. */
export function corners(nodes: readonly Node[]): Node[] {
  return nodes.filter((node, i) => {
    const before = nodes[i - 1];
    const after = nodes[i + 1];
    if (!before || !after) return true;
    return node[0] - before[0] !== after[0] - node[0] || node[1] - before[1] !== after[1] - node[1];
  });
}
