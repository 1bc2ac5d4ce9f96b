/**
 * Terraform's types. `dynamic` is the type of a value of which not even the type is known, and `any` in a constraint.
 *
 * Source: https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export type Type =
  | { readonly kind: "string" }
  | { readonly kind: "number" }
  | { readonly kind: "bool" }
  | { readonly kind: "dynamic" }
  | { readonly kind: "list"; readonly element: Type }
  | { readonly kind: "set"; readonly element: Type }
  | { readonly kind: "map"; readonly element: Type }
  | { readonly kind: "tuple"; readonly elements: readonly Type[] }
  | {
      readonly kind: "object";
      /** In code-point order of the names. */
      readonly attributes: ReadonlyMap<string, Type>;
      /** Names that may be left out: `optional(T)`. Only in constraints, never in the type of a value. */
      readonly optional?: ReadonlySet<string> | undefined;
    };
