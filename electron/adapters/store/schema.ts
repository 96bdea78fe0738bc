/**
 * The schema, step by step; a step that was once released is never edited. Rules that must hold whoever writes stand
 * here: the history is append-only, the final verdict follows the dispositions, the counters follow the parts.
 *
 * A block is 1024 parts in a row (id >> 10). The block tables are what makes a million parts quick: they hold the
 * counts, and tell which blocks can hold what is looked for.
 */
export const migrations: readonly { readonly id: number; readonly sql: string }[] = [
  {
    id: 1,
    sql: `
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  recipe_id TEXT NOT NULL,
  started_at TEXT NOT NULL,
  UNIQUE (id, recipe_id)
) STRICT;

-- What is looked for stands first: SQLite reads a row from its start. Times are ms since 1970, UTC.
CREATE TABLE parts (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL,
  recipe_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  inspected_at INTEGER NOT NULL,
  final_verdict TEXT NOT NULL,
  verdict TEXT NOT NULL,
  serial TEXT NOT NULL,
  lot TEXT NOT NULL,
  search TEXT NOT NULL,
  frame_key TEXT NOT NULL,
  frame_name TEXT NOT NULL,
  image_sha256 TEXT,
  golden_sha256 TEXT,
  recipe_name TEXT NOT NULL,
  recipe_sha256 TEXT NOT NULL,
  model TEXT NOT NULL,
  model_sha256 TEXT NOT NULL,
  provider TEXT NOT NULL,
  latency_ms REAL NOT NULL,
  width_px INTEGER NOT NULL,
  height_px INTEGER NOT NULL,
  timings TEXT NOT NULL,
  reasons TEXT NOT NULL,
  findings TEXT NOT NULL,
  FOREIGN KEY (run_id, recipe_id) REFERENCES runs (id, recipe_id)
) STRICT;

-- One frame once a run; also answers whether any run of the recipe has it.
CREATE UNIQUE INDEX parts_by_frame ON parts (recipe_id, frame_key, run_id);
CREATE INDEX parts_by_serial ON parts (serial) WHERE serial <> '';
CREATE INDEX parts_not_passed ON parts (final_verdict) WHERE final_verdict <> 'pass';
-- For retention: kept images by verdict and age, and who uses one.
CREATE INDEX parts_with_image ON parts (final_verdict) WHERE image_sha256 IS NOT NULL;
CREATE INDEX parts_by_image ON parts (image_sha256) WHERE image_sha256 IS NOT NULL;

CREATE TABLE goldens (sha256 TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE part_labels (
  part_id INTEGER NOT NULL,
  label TEXT NOT NULL,
  findings INTEGER NOT NULL,
  PRIMARY KEY (part_id, label)
) STRICT, WITHOUT ROWID;
CREATE INDEX part_labels_by_label ON part_labels (label, part_id);

CREATE TABLE dispositions (
  id INTEGER PRIMARY KEY,
  part_id INTEGER NOT NULL REFERENCES parts (id),
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  inspector TEXT NOT NULL,
  decided_at TEXT NOT NULL
) STRICT;
CREATE INDEX dispositions_by_part ON dispositions (part_id);

CREATE TABLE block_parts (
  block INTEGER NOT NULL,
  run_id INTEGER NOT NULL,
  lot TEXT NOT NULL,
  verdict TEXT NOT NULL,
  parts INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  last_sequence INTEGER NOT NULL,
  PRIMARY KEY (block, run_id, lot, verdict)
) STRICT, WITHOUT ROWID;
CREATE INDEX block_parts_by_run ON block_parts (run_id);

CREATE TABLE block_labels (
  block INTEGER NOT NULL,
  run_id INTEGER NOT NULL,
  lot TEXT NOT NULL,
  verdict TEXT NOT NULL,
  label TEXT NOT NULL,
  findings INTEGER NOT NULL,
  PRIMARY KEY (block, run_id, lot, verdict, label)
) STRICT, WITHOUT ROWID;

CREATE TABLE documents (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER part_added AFTER INSERT ON parts BEGIN
  INSERT INTO block_parts
    VALUES (new.id >> 10, new.run_id, new.lot, new.final_verdict, 1, new.inspected_at, new.inspected_at, new.sequence)
    ON CONFLICT DO UPDATE SET
      parts = parts + 1,
      first_at = min(first_at, excluded.first_at),
      last_at = max(last_at, excluded.last_at),
      last_sequence = max(last_sequence, excluded.last_sequence);
END;

CREATE TRIGGER part_added_with_findings AFTER INSERT ON parts WHEN new.findings <> '[]' BEGIN
  INSERT INTO part_labels
    SELECT new.id, value ->> 'label', count(*) FROM json_each(new.findings) GROUP BY 2;
  INSERT INTO block_labels
    SELECT new.id >> 10, new.run_id, new.lot, new.final_verdict, label, findings FROM part_labels WHERE part_id = new.id
    ON CONFLICT DO UPDATE SET findings = findings + excluded.findings;
END;

CREATE TRIGGER part_added_with_golden AFTER INSERT ON parts WHEN new.golden_sha256 IS NOT NULL BEGIN
  INSERT OR IGNORE INTO goldens VALUES (new.golden_sha256);
END;

CREATE TRIGGER part_disposed AFTER INSERT ON dispositions BEGIN
  UPDATE parts SET final_verdict = new.verdict WHERE id = new.part_id AND final_verdict <> new.verdict;
END;

CREATE TRIGGER final_verdict_changed AFTER UPDATE OF final_verdict ON parts
WHEN new.final_verdict <> old.final_verdict BEGIN
  UPDATE block_parts SET parts = parts - 1
    WHERE block = old.id >> 10 AND run_id = old.run_id AND lot = old.lot AND verdict = old.final_verdict;
  INSERT INTO block_parts
    VALUES (new.id >> 10, new.run_id, new.lot, new.final_verdict, 1, new.inspected_at, new.inspected_at, new.sequence)
    ON CONFLICT DO UPDATE SET
      parts = parts + 1,
      first_at = min(first_at, excluded.first_at),
      last_at = max(last_at, excluded.last_at),
      last_sequence = max(last_sequence, excluded.last_sequence);
  INSERT INTO block_labels
    SELECT old.id >> 10, old.run_id, old.lot, old.final_verdict, label, -findings FROM part_labels WHERE part_id = old.id
    ON CONFLICT DO UPDATE SET findings = findings + excluded.findings;
  INSERT INTO block_labels
    SELECT new.id >> 10, new.run_id, new.lot, new.final_verdict, label, findings FROM part_labels WHERE part_id = new.id
    ON CONFLICT DO UPDATE SET findings = findings + excluded.findings;
END;

CREATE TRIGGER parts_are_kept BEFORE DELETE ON parts BEGIN SELECT raise(ABORT, 'parts are never deleted'); END;
CREATE TRIGGER parts_are_fixed BEFORE UPDATE OF
  id, run_id, recipe_id, sequence, inspected_at, verdict, serial, lot, frame_key, frame_name, golden_sha256, recipe_name,
  recipe_sha256, model, model_sha256, provider, latency_ms, width_px, height_px, timings, reasons, findings
ON parts BEGIN SELECT raise(ABORT, 'what was inspected is never changed'); END;
CREATE TRIGGER images_are_only_forgotten BEFORE UPDATE OF image_sha256 ON parts
WHEN new.image_sha256 IS NOT NULL BEGIN SELECT raise(ABORT, 'an image is never exchanged'); END;
CREATE TRIGGER dispositions_are_kept BEFORE DELETE ON dispositions
BEGIN SELECT raise(ABORT, 'dispositions are never deleted'); END;
CREATE TRIGGER dispositions_are_fixed BEFORE UPDATE ON dispositions
BEGIN SELECT raise(ABORT, 'dispositions are never changed'); END;
`,
  },
];
