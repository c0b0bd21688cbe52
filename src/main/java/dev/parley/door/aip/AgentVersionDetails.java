package dev.parley.door.aip;

/** A version's numbers: publishing raises major, saving raises minor. */
record AgentVersionDetails(int major, int minor) {}
