/** Vitest reporter: counts by project, and why each skipped test was skipped, as JSON in the file LOUPE_TEST_COUNTS. */
import { writeFileSync } from 'node:fs';

export default class CountsReporter {
  onTestRunEnd(modules, unhandledErrors) {
    /** @type {Record<string, { passed: number, failed: number, skipped: number }>} */
    const projects = {};
    const skips = [];
    for (const module of modules) {
      const counts = (projects[module.project.name] ??= { passed: 0, failed: 0, skipped: 0 });
      // A file that could not be loaded, or a hook that threw, has no failed test to count.
      counts.failed += module.errors().length;
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const { state, note } = test.result();
        counts[state === 'pending' ? 'failed' : state] += 1;
        if (state === 'skipped') skips.push(`${test.fullName}: ${note ?? 'no reason given'}`);
      }
    }
    const file = process.env.LOUPE_TEST_COUNTS;
    if (file) writeFileSync(file, JSON.stringify({ projects, skips, errors: unhandledErrors.length }));
  }
}
