const onlyNarrow = /^[\x20-\x7e]*$/;
const combining = /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]$/u;
const wide =
  /^(?![\u{1f1e6}-\u{1f1ff}])[\u1100-\u115f\u2e80-\u303e\u3041-\u3247\u3250-\u4dbf\u4e00-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]$/u;
const pictographic = /^\p{Extended_Pictographic}$/u;
const emoji = /^\p{Emoji}$/u;
const skinTone = /^[\u{1f3fb}-\u{1f3ff}]$/u;
// The report's own colors take no column.
const color = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");
const joiner = "\u200d";
const emojiStyle = "\ufe0f";

/**
 * Returns how many columns of a terminal a text takes: East Asian and emoji characters take two, combining marks none, an
 * emoji put together of several counts as one. Written by hand because loading the library for it takes as long as scanning
 * a hundred files; the test holds it to that library.
 */
export function columnsOf(text: string): number {
  if (onlyNarrow.test(text)) return text.length;
  const plain = text.replace(color, "");
  if (onlyNarrow.test(plain)) return plain.length;
  let columns = 0;
  let last = "";
  let isJoined = false;
  for (const character of plain) {
    if (character === emojiStyle) {
      if (!isJoined && columnsOfCharacter(last) === 1 && emoji.test(last)) columns += 1;
    } else if (last === joiner && pictographic.test(character)) {
      isJoined = true;
    } else if (!(skinTone.test(character) && pictographic.test(last))) {
      columns += columnsOfCharacter(character);
      isJoined = isJoined && character === joiner;
    }
    last = character;
  }
  return columns;
}

function columnsOfCharacter(character: string): 0 | 1 | 2 {
  if (character >= " " && character <= "~") return 1;
  if (combining.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
