import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, expect, onTestFinished } from "vitest";

const executable = ["chromium", "chromium-browser", "google-chrome"]
  .map((name) => spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).stdout.trim())
  .find((path) => path !== "");

/** Whether there is no browser to test with. In CI there must be one. */
export const isBrowserMissing = executable === undefined && process.env["CI"] === undefined;
if (isBrowserMissing) process.stderr.write("No Chromium is on the PATH: the HTML report is not tested in a browser.\n");

const scratch = mkdtempSync(join(tmpdir(), "lintel-browser-"));
let browser: Promise<Browser> | undefined;
let files = 0;

afterAll(async () => {
  await (await browser)?.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** How a page is opened. */
export interface Opening {
  readonly hash?: string;
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: "light" | "dark";
}

/** A page that is open, and what went wrong in it so far. */
export interface OpenPage {
  readonly page: Page;
  /** Messages on the console, errors, and requests for anything but the file itself. */
  readonly problems: readonly string[];
}

/** Opens a report from a file, as a user would. The test fails where the page complains, or asks for anything. */
export async function open(
  html: string,
  { hash = "", width = 1440, height = 900, colorScheme = "light" }: Opening = {},
): Promise<OpenPage> {
  browser ??= chromium.launch({ executablePath: executable ?? "chromium", args: ["--no-sandbox"] });
  const page = await (await browser).newPage({ viewport: { width, height }, colorScheme });
  const file = join(scratch, `${String(files++)}.html`);
  writeFileSync(file, html);
  const url = pathToFileURL(file).href;
  const problems: string[] = [];
  page.on("console", (message) => problems.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("dialog", (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url && request.url() !== "data:,") problems.push(`request: ${request.url()}`);
  });
  onTestFinished(async () => {
    await page.close();
    expect(problems).toEqual([]);
  });
  await page.goto(url + hash);
  return { page, problems };
}
