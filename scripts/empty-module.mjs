// Stands in for libraries that a bundled library names but snapdeck never uses.
export default {};

/** The SDK's own way to credentials, by the name that its clients import. */
export const defaultProvider = undefined;
