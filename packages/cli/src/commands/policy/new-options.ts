import { categories, severities } from "@lintel/core";
import type { CommandHelp } from "../../command-line/help.js";

/** What `lintel policy new --help` shows, and what its command line is checked against. */
export const newHelp: CommandHelp = {
  usage: "lintel policy new <id> --match TYPE [options]",
  summary: "Writes a policy and its fixture, valid and in agreement, for you to fill in.",
  options: [
    {
      name: "match",
      short: "m",
      value: "TYPE",
      help: "The node types that it is about: aws_s3_bucket, module, Deployment, …",
    },
    { name: "directory", short: "d", value: "DIR", help: "Where the files go. Default: the working directory." },
    { name: "title", value: "TEXT", help: "What is wrong, in a few words." },
    { name: "severity", value: "SEVERITY", choices: severities, help: "Default: medium." },
    { name: "category", value: "CATEGORY", choices: categories, help: "Default: hygiene." },
  ],
  examples: [
    [
      "lintel policy new acme-bucket-owner --match aws_s3_bucket --directory policies",
      "policies/acme-bucket-owner.yaml and its fixture",
    ],
    [
      "lintel policy lint policies && lintel policy test policies",
      "what is still to fill in, and whether the fixture agrees",
    ],
  ],
  notes: ["Files that are there already are left alone."],
};
