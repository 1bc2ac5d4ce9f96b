import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { awsImport } from "./aws-import.js";
import { reportTime } from "./report-time.js";
import * as streams from "./streams.js";

const told: string[] = [];

beforeEach(() => {
  told.length = 0;
  vi.spyOn(streams, "writeError").mockImplementation((text) => void told.push(text));
  vi.useFakeTimers({ now: new Date("2030-01-31T12:34:56.789Z") });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("the time of a report", () => {
  it("is that of SOURCE_DATE_EPOCH, or the clock's", () => {
    expect(reportTime({ SOURCE_DATE_EPOCH: "86400" })).toBe("1970-01-02T00:00:00Z");
    expect(reportTime({ SOURCE_DATE_EPOCH: "0" })).toBe("1970-01-01T00:00:00Z");
    expect(reportTime({ SOURCE_DATE_EPOCH: "" })).toBe("2030-01-31T12:34:56Z");
    expect(reportTime({})).toBe("2030-01-31T12:34:56Z");
    expect(told).toEqual([]);
  });

  it.each(["soon", "-1", "1.5", "253402300800", "9".repeat(30)])("is the clock's where %s is no time", (given) => {
    expect(reportTime({ SOURCE_DATE_EPOCH: given })).toBe("2030-01-31T12:34:56Z");
    expect(told).toHaveLength(1);
  });
});

describe("the account and region of findings", () => {
  it("are those that AWS's tools are told", () => {
    const account = "111122223333";
    expect(awsImport({ AWS_ACCOUNT_ID: account, AWS_REGION: "eu-central-1", AWS_DEFAULT_REGION: "us-west-2" })).toEqual(
      {
        account,
        region: "eu-central-1",
      },
    );
    expect(awsImport({ AWS_ACCOUNT_ID: account, AWS_DEFAULT_REGION: "us-gov-west-1" }).region).toBe("us-gov-west-1");
    expect(told).toEqual([]);
  });

  it("are placeholders where nobody says them, which stderr tells", () => {
    expect(awsImport({ AWS_ACCOUNT_ID: "me" })).toEqual({ account: "000000000000", region: "us-east-1" });
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/AWS_ACCOUNT_ID.*AWS_REGION/);
  });
});
