import { md5 as md5Bytes, sha1 as sha1Bytes } from "@noble/hashes/legacy.js";
import { sha256 as sha256Bytes, sha512 as sha512Bytes } from "@noble/hashes/sha2.js";
import { stringValue, unknownValue } from "../values/construct.js";
import { notNull } from "../values/refinement.js";
import { numberType, stringType } from "../values/type.js";
import { textAt } from "./arguments.js";
import { encodeBase64 } from "./base64.js";
import { define, parameter } from "./define.js";
import { callError } from "./failure.js";
import { readBytesAt } from "./files.js";
import type { TerraformFunction } from "./function.js";
import { encodeUtf8 } from "./utf8.js";

type Digest = (bytes: Uint8Array) => string;

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const hexMd5: Digest = (bytes) => hexOf(md5Bytes(bytes));
const hexSha1: Digest = (bytes) => hexOf(sha1Bytes(bytes));
const hexSha256: Digest = (bytes) => hexOf(sha256Bytes(bytes));
const hexSha512: Digest = (bytes) => hexOf(sha512Bytes(bytes));
const base64OfSha256: Digest = (bytes) => encodeBase64(sha256Bytes(bytes));
const base64OfSha512: Digest = (bytes) => encodeBase64(sha512Bytes(bytes));

function ofText(name: string, digest: Digest): TerraformFunction {
  return define({
    name,
    parameters: [parameter("str", stringType)],
    returns: stringType,
    call: (args) => stringValue(digest(encodeUtf8(textAt(args, 0)))),
  });
}

function ofFile(name: string, digest: Digest): TerraformFunction {
  return define({
    name,
    parameters: [parameter("path", stringType)],
    returns: stringType,
    call: (args, context) => stringValue(digest(readBytesAt(args, 0, context))),
  });
}

/** https://developer.hashicorp.com/terraform/language/functions/md5 */
export const md5 = ofText("md5", hexMd5);

/** https://developer.hashicorp.com/terraform/language/functions/sha1 */
export const sha1 = ofText("sha1", hexSha1);

/** https://developer.hashicorp.com/terraform/language/functions/sha256 */
export const sha256 = ofText("sha256", hexSha256);

/** https://developer.hashicorp.com/terraform/language/functions/sha512 */
export const sha512 = ofText("sha512", hexSha512);

/** https://developer.hashicorp.com/terraform/language/functions/base64sha256 */
export const base64sha256 = ofText("base64sha256", base64OfSha256);

/** https://developer.hashicorp.com/terraform/language/functions/base64sha512 */
export const base64sha512 = ofText("base64sha512", base64OfSha512);

/** https://developer.hashicorp.com/terraform/language/functions/filemd5 */
export const filemd5 = ofFile("filemd5", hexMd5);

/** https://developer.hashicorp.com/terraform/language/functions/filesha1 */
export const filesha1 = ofFile("filesha1", hexSha1);

/** https://developer.hashicorp.com/terraform/language/functions/filesha256 */
export const filesha256 = ofFile("filesha256", hexSha256);

/** https://developer.hashicorp.com/terraform/language/functions/filesha512 */
export const filesha512 = ofFile("filesha512", hexSha512);

/** https://developer.hashicorp.com/terraform/language/functions/filebase64sha256 */
export const filebase64sha256 = ofFile("filebase64sha256", base64OfSha256);

/** https://developer.hashicorp.com/terraform/language/functions/filebase64sha512 */
export const filebase64sha512 = ofFile("filebase64sha512", base64OfSha512);

/** Unknown: it is salted at random. https://developer.hashicorp.com/terraform/language/functions/bcrypt */
export const bcrypt = define({
  name: "bcrypt",
  parameters: [parameter("str", stringType)],
  variadic: parameter("cost", numberType),
  returns: stringType,
  call: () => unknownValue(stringType, "function-not-pure", "bcrypt(…)", notNull),
});

/** Unknown: it is random. https://developer.hashicorp.com/terraform/language/functions/uuid */
export const uuid = define({
  name: "uuid",
  parameters: [],
  returns: stringType,
  call: () => unknownValue(stringType, "function-not-pure", "uuid()", notNull),
});

/** The namespaces of RFC 4122 that have names. */
const namespaces: ReadonlyMap<string, string> = new Map([
  ["dns", "6ba7b8109dad11d180b400c04fd430c8"],
  ["url", "6ba7b8119dad11d180b400c04fd430c8"],
  ["oid", "6ba7b8129dad11d180b400c04fd430c8"],
  ["x500", "6ba7b8149dad11d180b400c04fd430c8"],
]);

const uuidForm = /^(?:urn:uuid:|\{)?([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})\}?$/i;

/** https://developer.hashicorp.com/terraform/language/functions/uuidv5 */
export const uuidv5 = define({
  name: "uuidv5",
  parameters: [parameter("namespace", stringType), parameter("name", stringType)],
  returns: stringType,
  call: (args) => {
    const namespace = namespaceDigits(textAt(args, 0));
    const bytes = Uint8Array.from(namespace.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    const hash = sha1Bytes(Uint8Array.from([...bytes, ...encodeUtf8(textAt(args, 1))])).slice(0, 16);
    hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
    hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
    return stringValue(hexOf(hash).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"));
  },
});

function namespaceDigits(text: string): string {
  const known = namespaces.get(text);
  if (known !== undefined) return known;
  const digits = /^[0-9a-f]{32}$/i.test(text) ? text : uuidForm.exec(text)?.slice(1).join("");
  if (digits === undefined) throw callError("The namespace is neither a UUID nor one of dns, url, oid and x500.");
  return digits;
}
