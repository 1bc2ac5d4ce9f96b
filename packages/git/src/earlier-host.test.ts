import { renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { SourceHost } from "@lintel/core";
import { createNodeHost } from "@lintel/core/node";
import { describe, expect, it } from "vitest";
import { changedFiles, pathsOf, workingTreeChanges } from "./changed-files.js";
import { createEarlierHost } from "./earlier-host.js";
import { createTreeHost } from "./tree-host.js";
import { TestRepository } from "./testing/repository.js";

/** Everything below a directory, by path: the text of files, the errors of what cannot be read. */
function everything(host: SourceHost, directory = ""): Record<string, string> {
  const listing = host.readDirectory(directory);
  if (!listing.ok) return { [directory]: listing.error.code };
  return Object.assign(
    {},
    ...listing.value
      .filter(({ name }) => name !== ".git")
      .map(({ name, kind }) => {
        const path = directory === "" ? name : `${directory}/${name}`;
        if (kind === "directory") return everything(host, path);
        const bytes = host.readFile(path);
        return { [path]: bytes.ok ? new TextDecoder().decode(bytes.value) : bytes.error.code };
      }),
  ) as Record<string, string>;
}

describe("createEarlierHost", () => {
  it("shows what was there, and what git does not keep", async () => {
    const repository = new TestRepository();
    const { directory } = repository;
    repository.write({
      ".gitignore": "ignored.tfvars\n.terraform/\n",
      "a/main.tf": "one",
      "a/gone/x.tf": "two",
      "b/main.tf": "three",
      "deep/er/est.tf": "four",
      "link-target/main.tf": "five",
      "was-directory/main.tf": "six",
    });
    symlinkSync("link-target", join(directory, "was-link"));
    repository.commit();
    const before = everything(createNodeHost(directory));
    repository.write({
      "ignored.tfvars": "x = 1",
      "a/.terraform/modules/modules.json": "{}",
      "a/main.tf": "changed",
      "new/only/here.tf": "",
      "link-target/main.tf": "changed, too",
    });
    rmSync(join(directory, "a/gone"), { recursive: true });
    renameSync(join(directory, "deep"), join(directory, "shallow"));
    rmSync(join(directory, "was-link"));
    repository.write({ "was-link/main.tf": "a directory now" });
    rmSync(join(directory, "was-directory"), { recursive: true });
    symlinkSync("link-target", join(directory, "was-directory"));
    const changes = await workingTreeChanges(directory, "HEAD");
    const host = createEarlierHost(
      createNodeHost(directory),
      await createTreeHost(directory, "HEAD"),
      pathsOf(changes),
    );
    expect(everything(host)).toEqual({
      ...before,
      "ignored.tfvars": "x = 1",
      "a/.terraform/modules/modules.json": "{}",
    });
    expect(host.kindOf("new/only")).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(host.kindOf("a/gone")).toEqual({ ok: true, value: "directory" });
    const read = host.readFile("was-link/main.tf");
    expect(read.ok && new TextDecoder().decode(read.value)).toBe("five");
    expect(await changedFiles(directory, "HEAD", "HEAD")).toEqual([]);
  });
});
