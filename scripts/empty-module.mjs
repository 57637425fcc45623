// Stands in for libraries that a bundled library names but snapdeck never uses.
export default {};
