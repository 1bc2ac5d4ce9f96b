import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  globalIgnores(["**/dist/", "**/node_modules/", "**/*.fixture/"]),
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          "./tsconfig.check.json",
          "./packages/danger/tsconfig.json",
          "./packages/reporters/tsconfig.page.json",
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // A number or a boolean in a message reads as itself; the rule's worry is objects, which stay forbidden.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      // An exhaustive switch must say so to the compiler, not carry an unreachable default.
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      eqeqeq: "error",
      "no-restricted-globals": ["error", { name: "eval", message: "Nothing that a user wrote is ever run." }],
    },
  },
  {
    // A test states what it expects of a value it has just been given; a cast there hides nothing.
    files: ["**/*.test.ts", "test/**/*.ts"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
);
