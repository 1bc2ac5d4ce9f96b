/** Made by `build.mjs`: JSON of a list of `{ bundle, entries }`. */
export declare const entries: string;

/** Made by `build.mjs`: the bundles by name, each the JSON of a list of policies. */
export declare const bundles: Readonly<Record<string, () => Promise<{ readonly default: string }>>>;
