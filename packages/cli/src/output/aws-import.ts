import { awsPlaceholder, type ReportOptions } from "@lintel/reporters";
import { writeError } from "./streams.js";

/**
 * The account and the region that findings are to be imported into, as AWS's own tools are told them. Where nothing says so, placeholders
 * stand for them, and stderr says that they have to be replaced.
 */
export function awsImport(environment: NodeJS.ProcessEnv): NonNullable<ReportOptions["aws"]> {
  const account = wellFormed(environment["AWS_ACCOUNT_ID"], /^\d{12}$/);
  const region = wellFormed(
    environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"],
    /^[a-z]{2,}(?:-[a-z]+)+-\d+$/,
  );
  const missing = [
    ...(account === undefined ? [`AWS_ACCOUNT_ID (${awsPlaceholder.account} stands for it)`] : []),
    ...(region === undefined ? [`AWS_REGION (${awsPlaceholder.region} stands for it)`] : []),
  ];
  if (missing.length > 0) {
    writeError(
      `lintel: Security Hub imports findings only of its own account and region. Set ${missing.join(" and ")}.\n`,
    );
  }
  return { account: account ?? awsPlaceholder.account, region: region ?? awsPlaceholder.region };
}

function wellFormed(given: string | undefined, pattern: RegExp): string | undefined {
  return given !== undefined && pattern.test(given) ? given : undefined;
}
