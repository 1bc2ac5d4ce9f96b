import { describe, expect, it } from "vitest";
import { readSourceLines } from "./source-lines.js";

const hidden = (...lines: string[]) => [...readSourceLines(lines.join("\n")).hidden];

describe("lines that belong to a secret", () => {
  it("are those of a key in PEM", () => {
    expect(hidden("a", "-----BEGIN RSA PRIVATE KEY-----", "abc=", "-----END RSA PRIVATE KEY-----", "b")).toEqual([
      [2, "line"],
      [3, "line"],
      [4, "line"],
    ]);
    expect(hidden("-----BEGIN CERTIFICATE-----", "abc", "-----END CERTIFICATE-----")).toEqual([]);
  });

  it("are those of a heredoc or block scalar with the name of a secret", () => {
    expect(hidden("  password = <<-EOT", "x", "", "EOT", "y = 1")).toEqual([
      [2, "line"],
      [3, "line"],
    ]);
    expect(hidden("  token: |-", "    x", "  other: y")).toEqual([[2, "line"]]);
    expect(hidden("  policy = <<EOT", "x", "EOT")).toEqual([]);
  });

  it("are the literals of lists and objects with the name of secrets, and of named values", () => {
    expect(hidden("passwords = {", '  a = "x"', "}", 'b = "y"')).toEqual([[2, "literals"]]);
    expect(hidden('name  = "DB_PASSWORD"', 'value = "x"')).toEqual([[2, "literals"]]);
    expect(hidden('name  = "DB_HOST"', 'value = "x"')).toEqual([]);
  });

  it("end where the text ends, whatever is not closed", () => {
    for (const open of ["password = <<EOT", "token: |", "secrets = [", "-----BEGIN PRIVATE KEY-----"]) {
      expect(hidden(open, "  x").map(([line]) => line)).toContain(2);
    }
  });

  it("tell where a text over several lines begins, of whatever name", () => {
    expect([...readSourceLines("key = <<EOT\nx\ny\nEOT\n").verbatim]).toEqual([
      [2, 1],
      [3, 1],
    ]);
  });
});
