/** Shortens text to a number of UTF-16 units, an ellipsis included, without cutting a character in two. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = most - 1;
  const isInside = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return `${text.slice(0, isInside ? end - 1 : end)}…`;
}
