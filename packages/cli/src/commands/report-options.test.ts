import { afterEach, describe, expect, it, vi } from "vitest";
import { reporterNames } from "@lintel/reporters";
import * as streams from "../output/streams.js";
import { reportOptionsFor } from "./report-options.js";
import type { ScanSettings } from "./scan-settings.js";

const settings = { showUnknown: true, isQuiet: false } as ScanSettings;

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
      const { time, aws } = await reportOptionsFor({ format, file: "report" }, "/", settings, 0);
      if (time !== undefined) timed.push(`${format} ${time}`);
      if (aws !== undefined) placed.push(`${format} ${aws.account} ${aws.region}`);
    }
    expect(timed.sort()).toEqual(
      ["asff", "cyclonedx", "gitlab-sast"].map((format) => `${format} 1970-01-02T00:00:00Z`),
    );
    expect(placed).toEqual(["asff 111122223333 eu-central-1"]);
  });
});
