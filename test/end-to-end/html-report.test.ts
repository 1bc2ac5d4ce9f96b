import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { directoryWith, lintel, openSecurityGroup } from "./binary.js";

/** What the page holds of a scan. */
interface PageData {
  readonly findings: readonly { readonly resource: { readonly address: string } }[];
  readonly graph: { readonly nodes: readonly (readonly [number, string])[] } | null;
}

function dataOf(html: string): PageData {
  const text = /<script type="application\/json" id="data">([^]*?)<\/script>/.exec(html)?.[1];
  return JSON.parse(text ?? "null") as PageData;
}

const secret = "hunter2-correct-horse";
const files = {
  "main.tf": `${openSecurityGroup}
variable "password" {
  default   = "${secret}"
  sensitive = true
}

resource "aws_db_instance" "shop" {
  password               = var.password
  vpc_security_group_ids = [aws_security_group.web.id]
}
`,
};

it("the page holds the findings and the graph, beside another report of the same scan, and no secret", () => {
  const directory = directoryWith(files);
  const outputs = ["--format", "html", "--output", "report.html", "--format", "json", "--output", "report.json"];
  const { code } = lintel(directory, ["scan", ".", ...outputs]);
  expect(code).toBe(1);
  const html = readFileSync(join(directory, "report.html"), "utf8");
  const { findings, graph } = dataOf(html);
  const { findings: all } = JSON.parse(readFileSync(join(directory, "report.json"), "utf8")) as PageData;
  expect(findings).toHaveLength(all.length);
  const addresses = graph?.nodes.map(([, address]) => address);
  expect(addresses).toEqual(expect.arrayContaining(["aws_security_group.web", "aws_db_instance.shop", "var.password"]));
  expect(html).not.toContain(secret);
  expect(html).not.toContain(directory);
});

it("the page shows what is left when everything is mended", () => {
  const directory = directoryWith(files);
  const { stdout } = lintel(directory, ["scan", ".", "--fix", "--format", "html"]);
  expect(dataOf(stdout).graph?.nodes.length).toBeGreaterThan(2);
});
