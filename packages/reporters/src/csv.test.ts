import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reportCsv } from "./csv.js";
import { hostileResult } from "./testing/hostile-text.js";
import { cases, finding, result } from "./testing/results.js";
import { showable, withoutLogCommands } from "./text/untrusted.js";

/** Reads strictly: the same number of cells in each row, quotes only around whole cells, CRLF alone between rows. */
function read(text: string): readonly Readonly<Record<string, string>>[] {
  return parse(text, { columns: true, record_delimiter: "\r\n" });
}

describe("the CSV report", () => {
  it("has a row for each finding and each problem", () => {
    for (const scanResult of Object.values(cases)) {
      const rows = read(reportCsv(scanResult, { showUnknown: true }));
      expect(rows.map(({ status }) => status)).toEqual([
        ...scanResult.findings.map(({ status }) => status),
        ...scanResult.diagnostics.map(({ severity }) => severity),
      ]);
    }
  });

  it("gives back what was found", () => {
    const [row] = read(reportCsv(cases["one"] ?? result([])));
    expect(row).toMatchObject({
      severity: "high",
      policy: "aws-security-group-ssh-open",
      file: "main.tf",
      line: "5",
      end_column: "34",
      address: "aws_security_group.web",
      controls: "soc2/CC6.6",
    });
  });

  it.each(["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "  =1", "＝1", "\n@x"])(
    "keeps a spreadsheet from running %j",
    (message) => {
      const [row] = read(reportCsv(result([finding({ message })])));
      expect(row?.["message"]).not.toMatch(/^[\s=+\-@＝＋－＠]/);
    },
  );

  it("brings any text to its reader, and no formula", () => {
    fc.assert(
      fc.property(hostileResult, ({ of, result: scanResult }) => {
        const [row] = read(reportCsv(scanResult));
        // Commands count at the start of a line, where no message stands.
        const plain = withoutLogCommands(`,${showable(of.message)}`).slice(1);
        expect([plain, `'${plain}`]).toContain(row?.["message"]);
        for (const cell of Object.values(row ?? {})) expect(cell).not.toMatch(/^\s*[=+\-@]/);
      }),
    );
  });
});
