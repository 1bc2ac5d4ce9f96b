import { describe, expect, test } from "vitest";
import { looksLikeSecret, maskSecrets } from "./secret-text.js";

/** Put together here, so that no scanner of secrets takes this file for a leak. */
const accessKey = ["AKIA", "IOSFODNN7EXAMPLE"].join("");
const token = ["ghp", "_", "a1B2".repeat(9)].join("");
const random = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

describe("what looks like a secret", () => {
  test.each([accessKey, token, random, `x=${token}`, "-----BEGIN RSA PRIVATE KEY-----"])("%s does", (text) => {
    expect(looksLikeSecret(text)).toBe(true);
  });

  test.each([
    "hunter2",
    "arn:aws:iam::123456789012:role/some-service-role-for-something",
    "123e4567-e89b-12d3-a456-426614174000",
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "terraform-aws-modules/security-group/aws",
    "the-quick-brown-fox-jumps-over-the-lazy-dog",
    "com.example.service.v1.SomeVeryLongClassNameForTesting",
  ])("%s does not", (text) => {
    expect(looksLikeSecret(text)).toBe(false);
  });
});

describe("a masked line", () => {
  test.each([
    ['  password = "correct-horse"', '  password = "********"'],
    ["  password = var.password", "  password = var.password"],
    ['  password = "${var.password}"', '  password = "${var.password}"'],
    ["    password: hunter.two", "    password: ********"],
    ["    password: {{ .Values.password }}", "    password: {{ .Values.password }}"],
    ["  - apiToken: 'abc'", "  - apiToken: '********'"],
    ['  http_tokens = "optional"', '  http_tokens = "optional"'],
    ["  httpTokens: optional", "  httpTokens: optional"],
    ['  http_auth_token = "abc"', '  http_auth_token = "********"'],
    [
      "  master_password             = random_password.db.result",
      "  master_password             = random_password.db.result",
    ],
    ["  password = 123456", "  password = ********"],
    ["  manage_master_user_password = true", "  manage_master_user_password = true"],
    ["  password_length = 12", "  password_length = 12"],
    [`  user_data = "export KEY=${accessKey}"`, '  user_data = "export KEY=********"'],
    ['  name = "web"', '  name = "web"'],
    ['"secret": "x y z",', '"secret": "********",'],
  ])("%s", (line, masked) => {
    expect(maskSecrets(line)).toBe(masked);
  });

  // Where a step took quadratic time, these would take longer than a test may.
  test.each(["eyJ".repeat(100_000), " ".repeat(400_000)])("comes back from long texts without a secret", (text) => {
    expect(maskSecrets(text)).toBe(text);
  });
});
