package dev.parley.identity;

import java.util.Set;

/** The scopes a token can carry, by their names on the wire (contract aip-agents §1.3, §1.4). */
public final class Scopes {
  public static final String AGENTS_READ = "api:aip-agents-read";
  public static final String AGENTS_WRITE = "api:aip-agents-write";

  /** Asks for a refresh token; allows nothing by itself. */
  public static final String OFFLINE_ACCESS = "offline_access";

  public static final Set<String> ALL =
      Set.of(
          AGENTS_READ,
          AGENTS_WRITE,
          "api:read-data",
          "api:write-data",
          "api:use-ontologies-read",
          "api:use-ontologies-write",
          OFFLINE_ACCESS);

  private Scopes() {}
}
