/** A case `type := value` is a variable of that type with that default. */
export function declare(name, text) {
  const [type, value] = text.split(" := ");
  return `variable "${name}" {\n  type = ${type}\n  default = ${value}\n}\nlocals {\n  ${name} = var.${name}\n}\n`;
}
