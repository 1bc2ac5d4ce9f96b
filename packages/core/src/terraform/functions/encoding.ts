import { stringValue, unknownValue } from "../values/construct.js";
import { notNull } from "../values/refinement.js";
import { stringType } from "../values/type.js";
import { textAt } from "./arguments.js";
import { decodeBase64, encodeBase64 } from "./base64.js";
import { define, parameter } from "./define.js";
import { callError } from "./failure.js";
import { decodeUtf8, encodeUtf8 } from "./utf8.js";

const text = parameter("str", stringType);

/** https://developer.hashicorp.com/terraform/language/functions/base64encode */
export const base64encode = define({
  name: "base64encode",
  parameters: [text],
  returns: stringType,
  call: (args) => stringValue(encodeBase64(encodeUtf8(textAt(args, 0)))),
});

/** https://developer.hashicorp.com/terraform/language/functions/base64decode */
export const base64decode = define({
  name: "base64decode",
  parameters: [text],
  returns: stringType,
  call: (args) => {
    const bytes = decodeBase64(textAt(args, 0));
    if (bytes === undefined) throw callError("The text is not valid base 64.");
    const decoded = decodeUtf8(bytes);
    if (decoded === undefined) throw callError("What the base 64 text stands for is not valid UTF-8.");
    return stringValue(decoded);
  },
});

/**
 * Unknown: its bytes are those of one particular compressor.
 * https://developer.hashicorp.com/terraform/language/functions/base64gzip
 */
export const base64gzip = define({
  name: "base64gzip",
  parameters: [text],
  returns: stringType,
  call: () => unknownValue(stringType, "function-not-pure", "base64gzip(…)", notNull),
});

/** https://developer.hashicorp.com/terraform/language/functions/urlencode */
export const urlencode = define({
  name: "urlencode",
  parameters: [text],
  returns: stringType,
  call: (args) => {
    const encoded = encodeURIComponent(textAt(args, 0).replace(/\p{Surrogate}/gu, "\ufffd"));
    const strict = encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
    return stringValue(strict.replaceAll("%20", "+"));
  },
});
