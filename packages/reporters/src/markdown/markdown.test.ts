import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { hostileResult } from "../testing/hostile-text.js";
import { cases, finding, result } from "../testing/results.js";
import { reportMarkdown } from "./markdown.js";

/** Markdown as hosts have it: HTML, tables, strikethrough, and links made of addresses. */
const host = new MarkdownIt({ html: true, linkify: true });
// Hosts make no links of bare names such as main.tf.
host.linkify.set({ fuzzyLink: false });

const ours = new Set(
  "h1 h2 p table thead tbody tr th td strong code pre ul li details summary"
    .split(" ")
    .flatMap((tag) => [tag, `/${tag}`]),
);

/** The tags of a page that are none of ours, or carry what ours do not. */
function strangeTags(html: string): string[] {
  return [...html.matchAll(/<(\/?[a-z!][^\s>]*)([^>]*)>/gi)]
    .filter(
      ([, name = "", rest = ""]) =>
        !ours.has(name) || !/^(?: style="text-align:right"| class="language-hcl")?$/.test(rest),
    )
    .map(([tag]) => tag);
}

/** What a reader sees, without what is shown as code, where hosts look for no mentions. */
function proseOf(html: string): string {
  return html
    .replace(/<(code|pre)\b[^>]*>[^]*?<\/\1>/g, " ")
    .replace(/<[^>]+>/g, " ")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

const mention = /[@#!]\w|:\/\/|\bwww\./;

describe("the Markdown report", () => {
  it("shows every case with nothing but what is ours", () => {
    for (const [name, scanResult] of Object.entries(cases)) {
      const html = host.render(reportMarkdown(scanResult, { showUnknown: true }));
      expect(strangeTags(html), name).toEqual([]);
      expect(proseOf(html), name).not.toMatch(mention);
    }
  });

  it("unfolds one block for each finding, the gravest first", () => {
    const html = host.render(reportMarkdown(cases["many"] ?? result([])));
    expect([...html.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, title]) => title)).toEqual([
      "Problems while reading",
      "Critical (1)",
      "High (1)",
      "Medium (1)",
    ]);
    expect(html.match(/<details>/g)).toHaveLength(3);
    expect(html.match(/<\/details>/g)).toHaveLength(3);
    expect(html).toContain('<pre><code class="language-hcl">');
  });

  it("has a table of how much was looked at", () => {
    const html = host.render(reportMarkdown(cases["coverage"] ?? result([])));
    expect(html).toMatch(/<td>Files<\/td>\s*<td>6 of 9 parsed/);
  });

  it("shows any text as it is", () => {
    fc.assert(
      fc.property(hostileResult, ({ result: scanResult }) => {
        const html = host.render(reportMarkdown(scanResult, { showUnknown: true }));
        expect(strangeTags(html)).toEqual([]);
        expect(proseOf(html)).not.toMatch(mention);
        expect(html.match(/<li>/g)?.length).toBe(8 + 1);
      }),
    );
  });

  it("fits into the summary of a job, and counts what it leaves out", () => {
    const many = Array.from({ length: 4000 }, (_, index) => finding({ severity: index % 2 === 0 ? "low" : "high" }));
    const text = reportMarkdown(result(many));
    expect(Buffer.byteLength(text)).toBeLessThan(1_048_576);
    const left = Number(/\*\*(\d+) more are left out/.exec(text)?.[1]);
    expect(left + (text.match(/<details>/g)?.length ?? 0)).toBe(4000);
    expect(text).toContain("## High (2000)");
    expect(text.length).toBeGreaterThan(1_000_000);
  });
});
