// Makes what the HTML report carries: the page's program, bundled from src/html/page, its style, and the hashes by which the
// page's Content-Security-Policy knows them.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const page = join(dirname(fileURLToPath(import.meta.url)), "src/html/page");

/** Returns the text of the module `page-assets.js`. */
export async function pageAssets() {
  const bundle = await rolldown({ input: join(page, "main.ts"), platform: "browser" });
  const { output } = await bundle.generate({ format: "iife", minify: true });
  await bundle.close();
  // Minified code has tabs in strings only, where they can as well be spelled out.
  const script = output[0].code.trim().replaceAll("\t", "\\t");
  const style = minifyStyle(readFileSync(join(page, "style.css"), "utf8"));
  // Either would end the element early, or change how it is read.
  if (/<\/script|<!--/i.test(script) || /<\//.test(style))
    throw new Error("The page's program or style ends its element.");
  if (/\p{Cc}/u.test(script.replaceAll("\n", "")) || /\p{Cc}/u.test(style))
    throw new Error("The page holds a control character.");
  const parts = { script, style, scriptHash: hashOf(script), styleHash: hashOf(style) };
  return Object.entries(parts)
    .map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};\n`)
    .join("");
}

function hashOf(text) {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

function minifyStyle(text) {
  return text
    .replace(/\/\*[^]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,]) ?/g, "$1")
    .replace(/: /g, ":")
    .trim();
}
