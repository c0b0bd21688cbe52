package dev.parley.identity;

/** The caller of an API key, and the hash by which the key is counted. */
public record KeyHolder(Caller caller, SecretHash key) {}
