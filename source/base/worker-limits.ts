/**
 * The memory that each worker may take: all of them work page by page and row by row, so that more would only be
 * garbage that nobody has collected yet.
 */
export const WORKER_LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 } as const;
