/** An address without the keys of instances: `module.a.aws_s3_bucket.b` of `module.a["x"].aws_s3_bucket.b[0]`. */
export function withoutKeys(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|[0-9]+)\]/g, "");
}
