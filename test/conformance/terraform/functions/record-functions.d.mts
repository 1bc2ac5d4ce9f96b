import type { Answer } from "../ask.mjs";

export function readFixtures(): Record<string, Uint8Array>;
export function answersTo(name: string): Promise<readonly (readonly [string, Answer])[]>;
export function familyNames(): readonly string[];
export function signatures(): Promise<unknown>;
