import { createMemoryHost, readPolicy, scan, type Finding, type ScanResult, type ShownGraph } from "@lintel/core";
import { loadReporter } from "@lintel/reporters";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { at, cases, finding, result } from "../../packages/reporters/src/testing/results.js";
import { type OpenPage, type Opening, isBrowserMissing, open } from "./chromium.js";
import { lowContrast } from "./contrast.js";

const report = await loadReporter("html");

async function openResult(scanned: ScanResult, opening?: Opening, graph?: ShownGraph): Promise<OpenPage> {
  return open(report(scanned, { graph }), opening);
}

/** A small stack, and a policy that follows a path in it. */
async function scanStack(): Promise<{ readonly scanned: ScanResult; readonly graph: ShownGraph }> {
  const { policy } = await readPolicy(
    "reaches-admin.yaml",
    `id: reaches-admin
title: A machine can become an administrator
severity: critical
category: identity
description: Whoever takes over the machine takes over the account.
remediation: Give the machine a role of its own.
match: aws_instance
deny: { path: { to: aws_iam_role } }
controls: { soc2: [CC6.1] }
`,
  );
  if (policy === undefined) throw new Error("The policy is not valid.");
  let read: (() => Promise<ShownGraph>) | undefined;
  const scanned = await scan({
    host: createMemoryHost({
      "main.tf": `resource "aws_instance" "web" {
  iam_instance_profile = aws_iam_instance_profile.web.name
  subnet_id            = aws_subnet.web.id
}

resource "aws_iam_instance_profile" "web" {
  role = aws_iam_role.admin.name
}

resource "aws_iam_role" "admin" {
  name = "admin"
}

resource "aws_subnet" "web" {
  vpc_id = aws_vpc.web.id
}

resource "aws_vpc" "web" {}

resource "aws_vpc" "elsewhere" {}
`,
    }),
    paths: ["."],
    policies: [policy],
    onGraph: (given) => (read = given),
  });
  if (read === undefined) throw new Error("There is no graph.");
  return { scanned, graph: await read() };
}

const severities = ["critical", "high", "medium", "low", "info"] as const;

/** So many findings, over a hundred files and twenty policies. */
function manyFindings(count: number): readonly Finding[] {
  return Array.from({ length: count }, (_item, index) =>
    finding({
      policy: `policy-${String(index % 20)}`,
      title: `Policy ${String(index % 20)} is broken`,
      severity: severities[index % 5] ?? "info",
      resource: { address: `aws_thing.n${String(index)}`, type: "aws_thing", instances: [] },
      location: at(`modules/m${String(index % 10)}/f${String(index % 100)}.tf`, index + 1, 3, { column: 9 }),
      fingerprint: `f${String(index)}`,
    }),
  );
}

const rows = (page: Page) => page.locator(".rows a");
const title = (page: Page) => page.locator(".detail h2").first();
const count = (page: Page) => page.locator(".result").textContent();

describe.skipIf(isBrowserMissing)("the HTML report", () => {
  it.each(Object.entries(cases))("opens the case %s without a complaint or a request", async (_name, scanned) => {
    const { page } = await openResult(scanned);
    expect(await page.locator("h1").count()).toBe(1);
    for (const key of ["2", "4", "1"]) await page.keyboard.press(key);
    await expect.poll(() => page.locator(".overview").count()).toBe(1);
  });

  it("runs nothing but its own program", async () => {
    const html = report(result([finding()]));
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^' ]+'; style-src 'sha256-[^' ]+'; /);
    expect(policy).not.toContain("unsafe");
    expect(html).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b/);
    // With another program the page stays empty: the browser itself holds it to the hash.
    const { page, problems } = await open(html.replace("<script>(function", "<script>;(function"));
    expect(await page.locator("#app > *").count()).toBe(0);
    expect(problems).toHaveLength(1);
    (problems as string[]).length = 0;
  });

  it("shows hostile names as text", async () => {
    const { hostile } = cases;
    if (hostile === undefined) throw new Error("There is no such case.");
    const { page } = await openResult(hostile, { hash: "#view=findings" });
    await expect.poll(() => title(page).textContent()).toContain("<script>alert(1)</script>");
    expect(await page.locator("script").count()).toBe(2);
    // What would act on a reader, or reorder what is read, is spelled out.
    expect(await page.locator("body").innerText()).not.toMatch(/[\u001b\u0085\u202e\u200b\u2028]/);
    await page.keyboard.press("4");
    expect(await page.locator(".diagnostics").textContent()).toContain("::error::x");
  });

  it("keeps filters, search and order in its address", async () => {
    const { page } = await openResult(result(manyFindings(200)));
    await page.getByRole("link", { name: /^Findings/ }).click();
    expect(await count(page)).toBe("200 findings of 200");
    await page.getByRole("checkbox", { name: /^critical/ }).check();
    await page.getByRole("checkbox", { name: "modules/m5 20" }).check();
    expect(await count(page)).toBe("20 findings of 200");
    await page.getByLabel("Order").selectOption("file");
    await page.keyboard.press("/");
    await page.keyboard.type("policy-15 aws_thing");
    await expect.poll(() => count(page)).toBe("10 findings of 200");
    const first = await rows(page).first().textContent();
    await page.reload();
    expect(await count(page)).toBe("10 findings of 200");
    expect(await rows(page).first().textContent()).toBe(first);
    expect(await page.getByRole("searchbox", { name: /^Search findings/ }).inputValue()).toBe("policy-15 aws_thing");
    expect(await page.getByRole("checkbox", { name: /^critical/ }).isChecked()).toBe(true);
    expect(await page.getByLabel("Order").inputValue()).toBe("file");
    await page.getByRole("button", { name: "Remove the filter Severity: critical" }).click();
    await page.getByRole("button", { name: "Clear all" }).click();
    expect(await count(page)).toBe("200 findings of 200");
    await page.goBack();
    expect(await page.getByRole("button", { name: /^Remove the filter Module/ }).count()).toBe(1);
  });

  it("stays where one goes while a search is being typed", async () => {
    const { page } = await openResult(result(manyFindings(20)), { hash: "#view=findings" });
    const search = page.getByRole("searchbox", { name: /^Search findings/ });
    await search.focus();
    await page.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>("input[type=search]");
      if (field === null) throw new Error("There is no field.");
      field.value = "policy-15";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      location.hash = "#view=coverage";
    });
    await expect.poll(() => page.locator("h1").first().textContent()).toBe("Coverage");
    await page.waitForTimeout(400);
    expect(page.url()).toMatch(/#view=coverage$/);
    expect(await search.inputValue()).toBe("");
  });

  it("leads from the summary to what it counts", async () => {
    const { page } = await openResult(result(manyFindings(200)));
    expect(await page.locator("h1").textContent()).toBe("200 failing findings, 40 of them critical");
    await page.getByRole("link", { name: "modules/m3" }).click();
    expect(await count(page)).toBe("20 findings of 200");
    await page.keyboard.press("1");
    await page.getByRole("link", { name: "soc2" }).click();
    expect(await count(page)).toBe("200 findings of 200");
  });

  it("shows of a finding all there is to it", async () => {
    const { many } = cases;
    if (many === undefined) throw new Error("There is no such case.");
    const { page } = await openResult(many, { hash: "#finding=0b7aa91c" });
    const text = await page.locator(".detail").innerText();
    for (const part of [
      "A database is reachable from the internet",
      "modules/db/main.tf:14:3",
      'module.db.aws_db_instance.this["eu"]',
      'argument "public_access" of module "db"',
      "terraform.tfvars:2:1",
      "the subnet group it stands in",
      "lintel scan --fix-needs-review",
    ]) {
      expect(text).toContain(part);
    }
    expect(await page.locator(".detail mark").textContent()).toBe("publicly_accessible = var.public_acce");
    // A permalink says nothing but which finding.
    const permalink = page.getByRole("link", { name: "Permalink" });
    expect(await permalink.getAttribute("href")).toBe("#finding=0b7aa91c");
  });

  it("lists apart what is unknown and what is suppressed", async () => {
    const findings = [finding(), ...(cases["unknown"]?.findings ?? []), ...(cases["suppressed"]?.findings ?? [])];
    const { page } = await openResult(result(findings), { hash: "#view=findings" });
    expect(await count(page)).toBe("1 finding of 5");
    await page.getByRole("link", { name: /^Unknown/ }).click();
    expect(await count(page)).toBe("2 findings of 5");
    await page.getByRole("link", { name: /^Suppressed/ }).click();
    await rows(page).first().click();
    expect(await page.locator(".detail").innerText()).toContain("Bastion, reviewed in SEC-12");
  });

  it("can be walked through by keys alone", async () => {
    const { page } = await openResult(result(manyFindings(200)));
    await page.keyboard.press("2");
    const first = await title(page).textContent();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    const hash = await page.evaluate<string>("location.hash");
    expect(hash).toContain("finding=");
    await page.keyboard.press("k");
    await page.keyboard.press("k");
    expect(await title(page).textContent()).toBe(first);
    for (let step = 0; step < 60; step += 1) await page.keyboard.press("j");
    expect(await page.locator(".rows [aria-current=true]").count()).toBe(1);
    const isSeen = `(() => {
      const row = document.querySelector(".rows [aria-current=true]").getBoundingClientRect();
      const list = document.querySelector(".list").getBoundingClientRect();
      return row.top >= list.top - 1 && row.bottom <= list.bottom + 1;
    })()`;
    expect(await page.evaluate(isSeen)).toBe(true);
    await page.keyboard.press("?");
    await expect.poll(() => page.getByRole("dialog").isVisible()).toBe(true);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByRole("dialog").isVisible()).toBe(false);
    await page.keyboard.press("Escape");
    expect(await page.evaluate<string>("location.hash")).not.toContain("finding=");
    // Whatever has the focus shows that it has.
    await page.keyboard.press("1");
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press("Tab");
      const outline = await page.evaluate<string>("getComputedStyle(document.activeElement).outlineStyle");
      expect(outline).toBe("solid");
    }
  });

  it("stays small with 5,000 findings", async () => {
    const html = report(result(manyFindings(5000)));
    const { page } = await open(html);
    const elements = () => page.evaluate<number>("document.querySelectorAll('*').length");
    expect(await elements()).toBeLessThan(1500);
    await page.keyboard.press("2");
    expect(await count(page)).toBe("5,000 findings of 5,000");
    expect(await elements()).toBeLessThan(1500);
    await page.evaluate("document.querySelector('.list').scrollTo(0, 1e9)");
    await expect.poll(() => rows(page).last().textContent()).toContain("aws_thing.n4999");
    expect(await rows(page).count()).toBeLessThan(60);
    expect(await page.locator(".rows li").last().getAttribute("aria-posinset")).toBe("5000");
    await page.keyboard.press("/");
    await page.keyboard.type("n4321");
    await expect.poll(() => count(page)).toBe("1 finding of 5,000");
  });

  it.each([
    ["light", 375],
    ["dark", 1440],
    ["light", 1440],
  ] as const)("can be read in %s at a width of %i", async (colorScheme, width) => {
    const { scanned, graph } = await scanStack();
    const both: ScanResult = {
      ...scanned,
      findings: [...scanned.findings, ...(cases["many"]?.findings ?? []), ...(cases["suppressed"]?.findings ?? [])],
      diagnostics: cases["diagnostics"]?.diagnostics ?? [],
    };
    const { page } = await openResult(both, { width, height: 780, colorScheme }, graph);
    const path = scanned.findings[0]?.fingerprint ?? "";
    const views = [
      "#",
      "#view=findings&status=all",
      "#finding=0b7aa91c",
      "#view=graph",
      `#view=graph&path=${path}`,
      "#view=coverage",
    ];
    for (const hash of views) {
      await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
      await page.waitForFunction("document.querySelector('main > *') !== null");
      const { seen, found } = await page.evaluate<{ seen: number; found: string[] }>(lowContrast);
      expect(seen).toBeGreaterThan(5);
      expect({ hash, found }).toEqual({ hash, found: [] });
      expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    }
  });

  it("has a theme that can be chosen", async () => {
    const { page } = await openResult(result([finding()]));
    const background = () => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    const light = await background();
    await page.keyboard.press("t");
    expect(await background()).toBe(light);
    await page.keyboard.press("t");
    expect(await background()).not.toBe(light);
    await page.reload();
    expect(await background()).not.toBe(light);
  });

  it("prints what is listed, in full", async () => {
    const { page } = await openResult(result(manyFindings(30)), { hash: "#view=findings&severity=high" });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".printed article").count()).toBe(6);
    expect(await page.locator(".printed article").first().isVisible()).toBe(true);
    expect(await page.locator("main").isVisible()).toBe(false);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await page.locator(".printed article").count()).toBe(0);
  });
});

describe.skipIf(isBrowserMissing)("the graph in the HTML report", () => {
  const nodes = (page: Page) => page.locator("g.node");
  const node = (page: Page, address: string) => page.locator(`g.node[aria-label^="${address},"]`);
  const transform = (page: Page) => page.locator(".canvas > g").getAttribute("transform");

  it("draws nothing before one says around what, and then only that", async () => {
    const { scanned, graph } = await scanStack();
    const { page } = await openResult(scanned, { hash: "#view=graph" }, graph);
    expect(await nodes(page).count()).toBe(0);
    await page.getByRole("searchbox", { name: /^Find a resource/ }).fill("subnet");
    await page.getByRole("link", { name: "aws_subnet.web" }).click();
    expect(await node(page, "aws_subnet.web").getAttribute("class")).toContain("centre");
    expect(await node(page, "aws_vpc.web").count()).toBe(1);
    expect(await node(page, "aws_vpc.elsewhere").count()).toBe(0);
    // Nothing lies on anything else.
    const boxes = await Promise.all(
      (await nodes(page).all()).map((each) => each.locator("rect").first().boundingBox()),
    );
    for (const [index, one] of boxes.entries()) {
      for (const other of boxes.slice(index + 1)) {
        if (one === null || other === null) throw new Error("A node is not drawn.");
        const isApart =
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y;
        expect(isApart).toBe(true);
      }
    }
  });

  it("leads from a finding to its resource, and from there to neighbours and findings", async () => {
    const { scanned, graph } = await scanStack();
    const { page } = await openResult(scanned, { hash: "#view=findings" }, graph);
    await page.getByRole("link", { name: "Resource in the graph" }).click();
    expect(await page.locator(".panel h2").textContent()).toBe("aws_instance.web");
    await node(page, "aws_subnet.web").click();
    expect(await page.locator(".panel h2").textContent()).toBe("aws_subnet.web");
    expect(await node(page, "aws_subnet.web").getAttribute("aria-pressed")).toBe("true");
    await page.getByRole("link", { name: "Draw what lies around it" }).click();
    expect(await node(page, "aws_subnet.web").getAttribute("class")).toContain("centre");
    await page.locator(".panel").getByRole("link", { name: "aws_instance.web" }).click();
    await page.locator(".panel").getByRole("link", { name: "A machine can become an administrator" }).click();
    expect(await title(page).textContent()).toBe("A machine can become an administrator");
  });

  it("highlights the path of a finding", async () => {
    const { scanned, graph } = await scanStack();
    const { page } = await openResult(scanned, { hash: "#view=findings" }, graph);
    await page.getByRole("link", { name: "Show the path in the graph" }).click();
    const onPath = page.locator("g.node.path");
    const labels = (await onPath.all()).map(async (each) => (await each.getAttribute("aria-label"))?.split(",")[0]);
    expect(await Promise.all(labels)).toEqual(scanned.findings[0]?.path);
    expect(labels).toHaveLength(3);
    expect(await page.locator("path.edge.path").count()).toBe(2);
    await page.reload();
    expect(await onPath.count()).toBe(3);
  });

  it("can be moved and zoomed by pointer, wheel, buttons and keys", async () => {
    const { scanned, graph } = await scanStack();
    const { page } = await openResult(scanned, { hash: "#view=graph&node=aws_instance.web" }, graph);
    const start = await transform(page);
    const box = await page.locator(".canvas").boundingBox();
    if (box === null) throw new Error("The drawing is not shown.");
    await page.mouse.move(box.x + 20, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 90, box.y + 60, { steps: 4 });
    await page.mouse.up();
    const moved = await transform(page);
    expect(moved).not.toBe(start);
    await page.mouse.wheel(0, -300);
    await expect.poll(() => transform(page)).not.toBe(moved);
    await page.getByRole("button", { name: "Show all of it" }).click();
    expect(await transform(page)).toBe(start);
    await page.getByRole("button", { name: "Zoom in" }).click();
    expect(await transform(page)).not.toBe(start);
    await node(page, "aws_instance.web").focus();
    await page.keyboard.press("0");
    expect(await transform(page)).toBe(start);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    const selected = await page.locator(".panel h2").textContent();
    expect(selected).not.toBe("aws_instance.web");
    await page.keyboard.press("c");
    expect(await node(page, selected ?? "").getAttribute("class")).toContain("centre");
  });
});
