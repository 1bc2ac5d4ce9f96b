const part = /^\s*(?:=|!=|>|<|>=|<=|~>)?\s*v?\d+(?:\.\d+)*(?:-?[A-Za-z~-][\w.~-]*|-\d[\w.~-]*)?(?:\+[\w.~-]+)?\s*$/;

/**
 * Whether a text is a version constraint that Terraform can read: `>= 1.3, != 1.4.0`.
 *
 * Source: https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function isVersionConstraint(text: string): boolean {
  // Each part is matched by itself, and a part is never longer than what somebody wrote: the pattern has one way to match.
  return text.length <= 1000 && text.split(",").every((each) => part.test(each));
}
