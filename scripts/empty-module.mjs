// Stands in for react-devtools-core, which Ink loads in development only.
export default {};
