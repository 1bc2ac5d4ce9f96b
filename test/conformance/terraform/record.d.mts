import type { Answer } from "./ask.mjs";

export function answersTo(directory: string, name: string): Promise<readonly (readonly [string, Answer])[]>;
export function caseNames(directory: string): readonly string[];
