import type { Finding, Location, ReportedDiagnostic, ScanCoverage, ScanResult, Summary } from "@lintel/core";

/** A location on one line, or from one line to another. */
export function at(file: string, line: number, column: number, end: { line?: number; column: number }): Location {
  return { file, start: { line, column }, end: { line: end.line ?? line, column: end.column } };
}

/** A finding that is plain in every respect a test does not name. */
export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    policy: "aws-security-group-ssh-open",
    aliases: ["CKV_AWS_24"],
    severity: "high",
    category: "exposure",
    status: "fail",
    title: "SSH is open to the internet",
    message: "Port 22 is reachable from any address.",
    description: "Port 22 reachable from any address is the first thing that scanners on the internet try.",
    remediation: "Limit cidr_blocks to the addresses you administer from, or use Session Manager.",
    resource: { address: "aws_security_group.web", type: "aws_security_group", instances: [] },
    location: at("main.tf", 5, 5, { column: 34 }),
    related: [],
    trace: [],
    fix: null,
    suppression: null,
    controls: { soc2: ["CC6.6"] },
    reason: null,
    expected: null,
    actual: null,
    excerpt: {
      firstLine: 3,
      lines: [
        "  ingress {",
        "    from_port   = 22",
        '    cidr_blocks = ["0.0.0.0/0"]',
        '    protocol    = "tcp"',
        "  }",
      ],
    },
    fingerprint: "5f2c8d0a7b1e4c39",
    ...changes,
  };
}

/** A scan result with these findings, whose summary counts them. */
export function result(
  findings: readonly Finding[],
  diagnostics: readonly ReportedDiagnostic[] = [],
  summary: Partial<Summary> = {},
): ScanResult {
  const count = (status: Finding["status"]) => findings.filter((one) => one.status === status).length;
  const unknownReasons: Partial<Record<NonNullable<Finding["reason"]>, number>> = {};
  for (const { reason } of findings) if (reason !== null) unknownReasons[reason] = (unknownReasons[reason] ?? 0) + 1;
  return {
    schemaVersion: 1,
    tool: { name: "lintel", version: "0.1.0" },
    summary: {
      files: 3,
      resources: 12,
      policies: 38,
      failed: count("fail"),
      passed: 40,
      unknown: count("unknown"),
      suppressed: count("suppressed"),
      skipped: {},
      unknownReasons,
      ...summary,
    },
    findings,
    diagnostics,
  };
}

const inModule = finding({
  severity: "critical",
  title: "A database is reachable from the internet",
  policy: "aws-db-instance-public",
  message: "A database is reachable from the internet",
  aliases: [],
  controls: {},
  resource: {
    address: "module.db.aws_db_instance.this",
    type: "aws_db_instance",
    instances: ['module.db.aws_db_instance.this["eu"]', 'module.db.aws_db_instance.this["us"]'],
  },
  location: at("modules/db/main.tf", 14, 3, { column: 40 }),
  actual: "true",
  expected: "false",
  excerpt: { firstLine: 14, lines: ["  publicly_accessible = var.public_access"] },
  trace: [
    { location: at("main.tf", 31, 3, { column: 24 }), message: 'argument "public_access" of module "db"' },
    {
      location: at("terraform.tfvars", 2, 1, { column: 20 }),
      message: 'value of variable "public" in terraform.tfvars',
    },
  ],
  related: [{ location: at("modules/db/network.tf", 1, 1, { column: 34 }), message: "the subnet group it stands in" }],
  fix: { safe: false, edits: [{ location: at("terraform.tfvars", 2, 10, { column: 14 }), text: "false" }] },
  fingerprint: "0b7aa91c",
});

const multiLine = finding({
  severity: "medium",
  policy: "aws-iam-policy-wildcard",
  title: "A policy allows everything",
  category: "identity",
  location: at("main.tf", 41, 12, { line: 44, column: 5 }),
  excerpt: {
    firstLine: 39,
    lines: [
      'resource "aws_iam_policy" "all" {',
      '  name   = "all"',
      "  policy = jsonencode({",
      '    Version   = "2012-10-17"',
      '    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]',
      "  })",
      "}",
    ],
  },
  fingerprint: "88aa",
});

const unknown = finding({
  status: "unknown",
  reason: "no-value",
  actual: "var.cidrs",
  location: at("main.tf", 60, 5, { column: 28 }),
  excerpt: { firstLine: 60, lines: ["    cidr_blocks = var.cidrs"] },
  fingerprint: "d00d",
});

const suppressed = finding({
  status: "suppressed",
  suppression: {
    kind: "comment",
    tool: null,
    reason: "Bastion, reviewed in SEC-12",
    owner: "platform",
    until: "2027-01-31",
    location: at("main.tf", 4, 5, { column: 60 }),
  },
  fingerprint: "beef",
});

const known = finding({
  status: "suppressed",
  location: at("main.tf", 80, 5, { column: 28 }),
  suppression: {
    kind: "baseline",
    tool: "checkov",
    reason: null,
    owner: null,
    until: null,
    location: at(".checkov.baseline", 1, 1, { column: 1 }),
  },
  fingerprint: "f00d",
});

const unicode = finding({
  location: at("größe/データ.tf", 2, 22, { column: 30 }),
  resource: {
    address: 'aws_s3_bucket.größe["データ"]',
    type: "aws_s3_bucket",
    instances: ['aws_s3_bucket.größe["データ"]'],
  },
  excerpt: { firstLine: 1, lines: ['resource "x" "größe" {', '  名前 = "データ👩‍👩‍👧", cidr = "public"', "}"] },
  message: "値 is wide: ｆｕｌｌｗｉｄｔｈ, é, e\u0301 and 👍🏽.",
  fingerprint: "00e9",
});

const escape = "\u001b";

const hostile = finding({
  policy: "hostile-policy",
  aliases: ["<script>"],
  title: `<script>alert(1)</script> ${escape}[31mred`,
  message: `[click](https://example.com)\n::error::boom ${escape}]8;;https://example.com${escape}\\link\r\u0085`,
  description: "## [x] ##vso[task.setvariable]\u202eevil \u200bhidden",
  remediation: "Nothing\u2028to do {0}",
  resource: { address: `a["${escape}[2J\n"]`, type: "a", instances: [`a["${escape}[2J\n"]`] },
  location: at(`::set-env name=x::/a b/<script>#?%\n\ud800.tf`, 1, 9, { column: 30 }),
  excerpt: { firstLine: 1, lines: [`\tname =\t"${escape}[2Jcleared ${escape}]0;title\u0007" ::error::`] },
  controls: { __proto__x: ["<b>"] },
  trace: [{ location: at("..\\x\u009b31m.tf", 1, 1, { column: 2 }), message: `x\n::warning::y ${escape}c` }],
  fingerprint: "bad",
});

/** What would act in a spreadsheet, in Markdown, in a page, in XML, and in the log of a pipeline. */
const formula = finding({
  policy: "=1+1",
  severity: "low",
  title: '=HYPERLINK("https://example.com";"open")',
  message: "**bold** `code` ~~gone~~ @ada #12 <img src=x onerror=alert(1)> [x](javascript:alert(1)) | a || b &amp; \\",
  description: "]]> --> </script></style></textarea> <!-- ${{ secrets.TOKEN }} %0A::error::x %25 \ufffe\u0000",
  remediation: "+1\n| - | - |\n```\n---\n1. one\n> quote\nhttps://example.com www.example.com",
  resource: { address: "@SUM(1+1)*cmd|' /C calc'!A0", type: "-1", instances: ["=a", "\t=b"] },
  location: at("=cmd|'/C calc'!A0,\"x\";y.tf", 7, 1, { column: 2 }),
  excerpt: {
    firstLine: 7,
    lines: ["##teamcity[setParameter name='x' value='|y|']]", "````", "##vso[task.setvariable]"],
  },
  actual: "##[command]x",
  expected: "-2",
  controls: { soc2: ["=1"] },
  fingerprint: "f0f0",
});

const windows = finding({
  location: at("modules\\db\\main.tf", 3, 3, { column: 18 }),
  resource: {
    address: "module.db.aws_db_instance.this",
    type: "aws_db_instance",
    instances: ['module.db.aws_db_instance.this["C:\\\\keys"]'],
  },
  message: "The key is read from C:\\Users\\ada\\keys\\new.pem.",
  actual: '"C:\\\\Users\\\\ada\\\\keys\\\\new.pem"',
  excerpt: { firstLine: 3, lines: ['  key = file("C:\\\\Users\\\\ada\\\\keys\\\\new.pem")\r', "}\r"] },
  trace: [{ location: at("..\\shared\\vars.tf", 2, 1, { column: 9 }), message: 'argument "key" of module "db"' }],
  fingerprint: "c0de",
});

const compared: readonly Finding[] = [
  finding({
    baselineState: "new",
    path: ["aws_internet_gateway.main", "aws_route_table.public", "aws_instance.web"],
    enforcement: "hard-mandatory",
    scenarios: { fails: ["prod"], passes: ["dev"], unknown: ["test"] },
  }),
  finding({
    baselineState: "unchanged",
    enforcement: "advisory",
    severity: "info",
    location: at("main.tf", 9, 1, { column: 9 }),
    fix: { safe: true, edits: [{ location: at("main.tf", 9, 1, { column: 9 }), text: "" }] },
    fingerprint: "0ddba11",
  }),
];

const coverage: ScanCoverage = {
  filesFound: 9,
  filesParsed: 6,
  filesSkipped: { "helm-template": 2, "too-large": 1 },
  moduleCalls: 4,
  modulesNotLoaded: 1,
  resources: 12,
  verdictsKnown: 40,
  verdicts: 42,
  unknownReasons: { "no-value": 1, "module-not-loaded": 1 },
  policiesWithoutTarget: ["aws-db-instance-public", "kubernetes-pod-privileged"],
};

const diagnostics: readonly ReportedDiagnostic[] = [
  {
    severity: "error",
    code: "hcl-syntax",
    message: "The block that begins here is not closed, so the rest of the file was not read.",
    hint: "Add a closing brace.",
    location: at("broken.tf", 3, 7, { column: 8 }),
  },
  {
    severity: "warning",
    code: "module-not-loaded",
    message: "2 modules from a registry are not on this machine.",
    hint: "Run `terraform get` to make them known.",
    location: at("main.tf", 12, 3, { column: 40 }),
  },
  { severity: "info", code: "no-files", message: "The directory is empty.", hint: null, location: null },
];

/** What every reporter must be able to report. */
export const cases: Readonly<Record<string, ScanResult>> = {
  empty: result([], [], { files: 0, resources: 0, passed: 0 }),
  one: result([finding()]),
  many: result([finding(), multiLine, unknown, inModule], diagnostics.slice(1, 2), {
    skipped: { "helm-template": 3, "not-a-manifest": 1 },
  }),
  unicode: result([unicode]),
  suppressed: result([suppressed, known]),
  diagnostics: result([], diagnostics),
  unknown: result([unknown, { ...unknown, reason: "error", fingerprint: "d11d" }]),
  passed: result([finding({ status: "pass", message: "SSH is open to the internet" })]),
  windows: result([windows]),
  compared: result(compared),
  coverage: { ...result([finding()]), coverage },
  hostile: result(
    [hostile, formula],
    [{ severity: "error", code: "x", message: `${escape}[0mdone\n::error::x`, hint: null, location: hostile.location }],
  ),
};
