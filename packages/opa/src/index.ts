export { loadRegoPolicies, type LoadedRego, type RegoOptions, type RegoSource } from "./load.js";
export { evaluateRego, type RegoEvaluation, type RegoPolicies, type RuleFinding } from "./policies.js";
export { regoInputs, type RegoInput, type RegoRule } from "./rule.js";
