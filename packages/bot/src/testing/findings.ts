import type { Finding, Location } from "@lintel/core";

/** A location on some lines of a file. */
export function lines(
  file: string,
  first: number,
  last = first,
  columns: readonly [number, number] = [3, 20],
): Location {
  return { file, start: { line: first, column: columns[0] }, end: { line: last, column: columns[1] } };
}

/** A finding that is plain in every respect that a test does not name. */
export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    policy: "aws-database-unencrypted",
    aliases: ["CKV_AWS_16"],
    severity: "high",
    category: "encryption",
    status: "fail",
    title: "A database is not encrypted",
    message: "Encryption of the storage is not switched on.",
    description: "Snapshots and disks that leave the account can be read by whoever gets them.",
    remediation: "Set storage_encrypted to true.",
    resource: { address: "module.database.aws_db_instance.this", type: "aws_db_instance", instances: [] },
    location: lines("modules/database/main.tf", 42),
    related: [],
    trace: [],
    fix: null,
    suppression: null,
    controls: {},
    reason: null,
    expected: null,
    actual: null,
    excerpt: { firstLine: 41, lines: ["  multi_az = true", "  storage_encrypted = var.encrypted", "}"] },
    fingerprint: "5f2c8d0a7b1e4c39",
    ...changes,
  };
}
