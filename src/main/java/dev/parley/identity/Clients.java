package dev.parley.identity;

import dev.parley.id.ClientId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All registered clients. */
public interface Clients {
  Optional<OAuthClient> find(ClientId id);

  /** By id. */
  List<OAuthClient> all();

  /** Adds the client, or replaces the one of that id. */
  void save(OAuthClient client, Instant now);

  void remove(ClientId id);

  /** The user this client is when it calls for itself; made on first use. */
  User serviceUser(ClientId id, Instant now);
}
