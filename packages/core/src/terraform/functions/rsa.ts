import { stringValue, unknownValue } from "../values/construct.js";
import { notNull } from "../values/refinement.js";
import { stringType } from "../values/type.js";
import { textAt } from "./arguments.js";
import { decodeBase64 } from "./base64.js";
import { define, parameter } from "./define.js";
import { argumentError, callError } from "./failure.js";
import { decodeUtf8 } from "./utf8.js";

/** What is needed of the platform's cryptography. Browsers do not decrypt PKCS #1 v1.5 at all. */
interface PlatformCrypto {
  createPrivateKey(key: string): unknown;
  privateDecrypt(options: { key: unknown; padding: number }, data: Uint8Array): Uint8Array;
  readonly constants: { readonly RSA_NO_PADDING: number };
}

interface PlatformProcess {
  getBuiltinModule?: (name: string) => PlatformCrypto | undefined;
}

function platformCrypto(): PlatformCrypto | undefined {
  const platform = globalThis as unknown as { readonly process?: PlatformProcess };
  return platform.process?.getBuiltinModule?.("node:crypto");
}

/** Unknown where the platform cannot decrypt. https://developer.hashicorp.com/terraform/language/functions/rsadecrypt */
export const rsadecrypt = define({
  name: "rsadecrypt",
  parameters: [parameter("ciphertext", stringType), parameter("privatekey", stringType)],
  returns: stringType,
  call: (args) => {
    const data = decodeBase64(textAt(args, 0));
    if (data === undefined) throw argumentError(0, "The text to decrypt is not valid base 64.");
    const crypto = platformCrypto();
    if (crypto === undefined) return unknownValue(stringType, "function-not-pure", "rsadecrypt(…)", notNull);
    return stringValue(decrypt(crypto, data, textAt(args, 1)));
  },
});

function decrypt(crypto: PlatformCrypto, data: Uint8Array, pem: string): string {
  let key: unknown;
  try {
    key = crypto.createPrivateKey(pem);
  } catch {
    throw argumentError(1, "The private key cannot be read.");
  }
  let block: Uint8Array;
  try {
    block = crypto.privateDecrypt({ key, padding: crypto.constants.RSA_NO_PADDING }, data);
  } catch {
    throw callError("The text cannot be decrypted.");
  }
  const message = withoutPadding(block);
  const text = message === undefined ? undefined : decodeUtf8(message);
  if (text === undefined) throw callError("The text cannot be decrypted.");
  return text;
}

/** Takes off the padding of PKCS #1 v1.5: 0, 2, at least eight bytes that are not zero, 0. */
function withoutPadding(block: Uint8Array): Uint8Array | undefined {
  const end = block.indexOf(0, 2);
  return block[0] === 0 && block[1] === 2 && end >= 10 ? block.slice(end + 1) : undefined;
}
