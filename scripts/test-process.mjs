// Loaded before every test file. In a terminal Node's test runner gives its test processes FORCE_COLOR, which they
// would pass on to every program that they start.

delete process.env.FORCE_COLOR;
