/** Made by `build.mjs`: JSON of a list of `{ bundle, entries }`. */
export declare const entries: string;

/** Made by `build.mjs`: the bundles by name, each the JSON of a list of policies. */
export declare const bundles: Readonly<Record<string, () => Promise<{ readonly default: string }>>>;

type Loader = () => Promise<{ readonly default: string }>;

/** Made by `build.mjs`: JSON of a list of entries of frameworks. */
export declare const frameworkEntries: Loader;

/** Made by `build.mjs`: the frameworks by id, each the JSON of one. */
export declare const frameworks: Readonly<Record<string, Loader>>;

/** Made by `build.mjs`: JSON of the hashes of the files that policies and frameworks were made from. */
export declare const sources: Loader;
