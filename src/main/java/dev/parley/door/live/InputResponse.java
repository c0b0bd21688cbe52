package dev.parley.door.live;

/** The number the next batch of input must have. */
record InputResponse(long next) {}
