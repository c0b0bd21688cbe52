package dev.parley.model;

/**
 * Which model is asked.
 *
 * @param provider whose it is, in the words of OpenTelemetry's {@code gen_ai.provider.name}
 * @param model its name at that provider
 */
public record ModelIdentity(String provider, String model) {}
