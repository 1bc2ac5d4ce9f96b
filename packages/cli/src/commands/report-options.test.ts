import { afterEach, describe, expect, it, vi } from "vitest";
import { reporterNames } from "@lintel/reporters";
import * as streams from "../output/streams.js";
import { reportOptionsFor } from "./report-options.js";
import type { ScanSettings } from "./scan-settings.js";

const settings = { showUnknown: true, isQuiet: false } as ScanSettings;
const reported = { root: "/", hidden: 0, readGraph: undefined };

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe("what a report is told beside the result", () => {
  it("is a time and an account only where the format has a place for them", async () => {
    vi.spyOn(streams, "writeError").mockImplementation(() => undefined);
    vi.stubEnv("SOURCE_DATE_EPOCH", "86400");
    vi.stubEnv("AWS_ACCOUNT_ID", "111122223333");
    vi.stubEnv("AWS_REGION", "eu-central-1");
    const timed: string[] = [];
    const placed: string[] = [];
    for (const format of reporterNames) {
      const { time, aws } = await reportOptionsFor({ format, file: "report" }, settings, reported);
      if (time !== undefined) timed.push(`${format} ${time}`);
      if (aws !== undefined) placed.push(`${format} ${aws.account} ${aws.region}`);
    }
    expect(timed.sort()).toEqual(
      ["asff", "cyclonedx", "gitlab-sast"].map((format) => `${format} 1970-01-02T00:00:00Z`),
    );
    expect(placed).toEqual(["asff 111122223333 eu-central-1"]);
  });

  it("is a graph only where the format shows it, since reading it takes time", async () => {
    vi.spyOn(streams, "writeError").mockImplementation(() => undefined);
    const graph = { nodes: [], edges: [], diagnostics: [] };
    const readGraph = vi.fn(() => Promise.resolve(graph));
    for (const format of reporterNames) {
      const options = await reportOptionsFor({ format, file: "report" }, settings, { ...reported, readGraph });
      expect(options.graph).toBe(format === "html" ? graph : undefined);
    }
    expect(readGraph).toHaveBeenCalledTimes(1);
  });
});
