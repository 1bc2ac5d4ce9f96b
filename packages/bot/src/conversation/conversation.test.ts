import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import type { Review, ReviewedFinding } from "../review/review.js";
import { finding, lines } from "../testing/findings.js";
import { mark, markOf } from "./conversation.js";
import { code, codeBlock, prose, suggestionBlock } from "./markdown.js";
import type { ConversationOptions } from "./options.js";
import { writeConversation } from "./write-conversation.js";

const options: ConversationOptions = {
  style: "inline",
  commentFrom: "low",
  mentionOwners: true,
  suggestionFence: () => "suggestion",
  linkTo: ({ file, line }) => `https://git.example/blob/${file}#L${line}`,
};

function reviewed(changes: Partial<ReviewedFinding> = {}): ReviewedFinding {
  return {
    finding: finding(),
    placement: { kind: "lines", file: "main.tf", side: "head", first: 43, last: 43, role: 'argument "encrypted"' },
    owners: ["@org/data"],
    isBlocking: true,
    suggestion: undefined,
    ...changes,
  };
}

function review(changes: Partial<Review> = {}): Review {
  return {
    base: "a".repeat(40),
    head: "b".repeat(40),
    added: [],
    suppressedNow: [],
    unknownNow: [],
    fixed: [],
    unchanged: [],
    diagnostics: [],
    notReviewed: [],
    planned: undefined,
    summary: {
      files: 3,
      resources: 12,
      policies: 38,
      failed: 0,
      passed: 40,
      unknown: 0,
      suppressed: 0,
      skipped: {},
      unknownReasons: {},
    },
    coverage: undefined,
    conclusion: "success",
    ...changes,
  };
}

const rendered = (markdown: string): string => new MarkdownIt({ html: true, linkify: true }).render(markdown);

const hostile = [
  "</details><script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "@org/everyone #12 !7 ~label GH-1",
  "[click](https://evil.example) ![](https://evil.example/p.png)",
  "https://evil.example/ www.evil.example",
  "/merge",
  "```\n# Heading\n| a | b |\n<!-- lintel:summary -->",
  "`` ` ``",
  "\u202etxt.exe\u0007\u001b[31m",
  "**bold** _it_ ~~no~~ > quote",
  "&lt;b&gt; &#64;user",
];

describe("text that comes from files", () => {
  it.each(hostile)("is shown and does nothing: %j", (text) => {
    for (const shown of [`Found: ${prose(text)}`, prose(text), `In ${code(text)}.`, codeBlock(text.split("\n"))]) {
      const html = rendered(shown);
      expect(html.replace(/<\/?(p|code|pre)( class="[\w-]*")?>/g, "")).not.toMatch(/<[a-z!/]/i);
      expect(html).not.toMatch(/[\u0007\u001b\u202e]/u);
    }
    const plain = prose(text);
    expect(plain).not.toMatch(/(^|[^\u2060])@[\w]/);
    expect(plain).not.toMatch(/[#!~]\w/);
    expect(plain).not.toMatch(/^\s*\//);
    expect(plain).not.toContain("\n");
  });

  it("is suggested as it is, or not at all", () => {
    expect(suggestionBlock(["a = `x`", "\tb = 1"], "suggestion")).toBe("```suggestion\na = `x`\n\tb = 1\n```");
    expect(suggestionBlock(["a = ```"], "suggestion")).toBe("````suggestion\na = ```\n````");
    expect(suggestionBlock([], "suggestion")).toBe("```suggestion\n```");
    expect(suggestionBlock(["a = \u202e"], "suggestion")).toBeUndefined();
  });
});

describe("the conversation", () => {
  it("comments on the lines that decide, and says where they lead", () => {
    const { comments, check } = writeConversation(review({ added: [reviewed()], conclusion: "failure" }), options);
    expect(comments).toHaveLength(1);
    expect(comments[0]).toMatchObject({ key: "5f2c8d0a7b1e4c39", file: "main.tf", side: "head", first: 43, last: 43 });
    expect(comments[0]?.body).toContain("modules/database/main.tf:42");
    expect(comments[0]?.body).toContain("module.database.aws_db_instance.this");
    expect(comments[0]?.body).toContain("blocks the merge");
    expect(check).toMatchObject({ conclusion: "failure", title: "1 new finding, blocking" });
    expect(check.annotations).toMatchObject([{ file: "main.tf", first: 43, last: 43, level: "failure" }]);
  });

  it("stands where its suggestion goes", () => {
    const suggestion = { file: "terraform.tfvars", first: 10, last: 10, lines: ["encrypted = true"] };
    const [comment] = writeConversation(review({ added: [reviewed({ suggestion })] }), options).comments;
    expect(comment).toMatchObject({ file: "terraform.tfvars", first: 10, last: 10 });
    expect(comment?.body).toContain("```suggestion\nencrypted = true\n```");
  });

  it("leaves to the summary what is no line of the change, what is not grave enough, and everything where that is asked", () => {
    const elsewhere = reviewed({ placement: { kind: "summary" } });
    const info = reviewed({ finding: finding({ severity: "info" }) });
    const { comments, summary } = writeConversation(review({ added: [elsewhere, info] }), options);
    expect(comments).toEqual([]);
    expect(summary).toContain("**info**");
    expect(summary).toContain("no changed line decides");
    expect(writeConversation(review({ added: [reviewed()] }), { ...options, style: "summary" }).comments).toEqual([]);
  });

  it("says once what one policy finds several times on the same lines", () => {
    const other = reviewed({
      finding: finding({ fingerprint: "b", resource: { address: "x.y", type: "x", instances: [] } }),
    });
    const elsewhere = reviewed({ finding: finding({ fingerprint: "c", policy: "another" }) });
    const { comments } = writeConversation(review({ added: [reviewed(), other, elsewhere] }), options);
    expect(comments.map(({ key }) => key)).toEqual(["5f2c8d0a7b1e4c39", "c"]);
    expect(comments[0]?.body).toContain("The same holds for `x.y`");
  });

  it("mentions owners once, or names them without a mention", () => {
    const added = [reviewed(), reviewed()];
    expect(writeConversation(review({ added }), options).summary.match(/@org\/data/g)).toHaveLength(1);
    const { summary } = writeConversation(review({ added }), { ...options, mentionOwners: false });
    expect(rendered(summary)).toContain("<code>@org/data</code>");
  });

  it("says what was mended, suppressed, undecidable, planned and not reviewed", () => {
    const { summary, isPartial } = writeConversation(
      review({
        fixed: [finding({ message: "It was open." })],
        suppressedNow: [
          finding({
            status: "suppressed",
            suppression: {
              kind: "comment",
              reason: "it is public",
              owner: "web",
              until: "2030-01-31",
              location: lines("site.tf", 3),
            },
          }),
        ],
        unknownNow: [reviewed({ finding: finding({ status: "unknown", reason: "no-value" }) })],
        notReviewed: [{ what: "The submodule lib was not there.", location: undefined }],
        planned: {
          counts: { replace: 1, create: 2 },
          losses: [{ address: "aws_db_instance.a", action: "replace", forcedBy: ["identifier"] }],
          drift: [{ address: "aws_s3_bucket.b", action: "update", attributes: ["tags"] }],
        },
        conclusion: "neutral",
      }),
      options,
    );
    for (const part of [
      "1 mended",
      "It was open.",
      "“it is public”, until 2030-01-31, by `web`, in `site.tf:3`",
      "no-value",
      "The submodule lib was not there.",
      "| `aws_db_instance.a` | replace | `identifier` |",
      "| `aws_s3_bucket.b` | update | `tags` |",
      "not all reviewed",
    ])
      expect(summary).toContain(part);
    expect(isPartial).toBe(false);
  });

  it("keeps open what the change still brings, and nothing else", () => {
    const { open } = writeConversation(
      review({
        added: [reviewed()],
        unchanged: ["before"],
        fixed: [finding({ fingerprint: "gone" })],
      }),
      options,
    );
    expect([...open]).toEqual(["5f2c8d0a7b1e4c39"]);
  });

  it("fits into a comment, however much there is to say, and says what it leaves out", () => {
    const added = Array.from({ length: 3000 }, (_, index) =>
      reviewed({ finding: finding({ message: `${"x".repeat(2000)} ${index}`, fingerprint: String(index) }) }),
    );
    const { summary } = writeConversation(review({ added }), options);
    expect(summary.length).toBeLessThan(65_000);
    expect(summary).toContain("3000 new findings");
    expect(summary).toMatch(/more|does not fit/);
  });

  it("is the same each time", () => {
    const one = review({ added: [reviewed()] });
    expect(writeConversation(one, options)).toEqual(writeConversation(one, options));
  });
});

describe("the mark of our comments", () => {
  it("is found again, and only where a comment begins", () => {
    expect(markOf(mark("text", "finding", "5f2c:1"))).toEqual({ kind: "finding", key: "5f2c:1" });
    expect(markOf(mark("text", "summary"))).toEqual({ kind: "summary", key: undefined });
    expect(markOf("text")).toBeUndefined();
    expect(markOf(`${"x".repeat(400)}\n${mark("text", "summary")}`)).toBeUndefined();
  });
});
