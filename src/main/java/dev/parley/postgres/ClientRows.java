package dev.parley.postgres;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.parley.id.ClientId;
import dev.parley.identity.Clients;
import dev.parley.identity.GrantType;
import dev.parley.identity.OAuthClient;
import dev.parley.identity.SecretHash;
import dev.parley.identity.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Table {@code client}, and the service users in {@code account}. */
record ClientRows(Jdbi jdbi) implements Clients {
  @Override
  public Optional<OAuthClient> find(ClientId id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from client where id = :id")
            .bind("id", id.value())
            .map((row, _) -> client(row))
            .findOne());
  }

  @Override
  public List<OAuthClient> all() {
    return jdbi.withHandle(handle ->
        handle.createQuery("select * from client order by id").map((row, _) -> client(row)).list());
  }

  private static OAuthClient client(ResultSet row) throws SQLException {
    var secret = row.getString("secret");
    return new OAuthClient(
        new ClientId(row.getString("id")),
        row.getString("name"),
        secret == null ? null : new SecretHash(secret),
        IdentityRows.words(row.getString("grants")).stream()
            .map(GrantType::valueOf)
            .collect(toSet()),
        Set.copyOf(IdentityRows.words(row.getString("scopes"))),
        IdentityRows.words(row.getString("redirects")));
  }

  @Override
  public void save(OAuthClient client, Instant now) {
    var secret = client.secret();
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                insert into client (id, name, secret, grants, scopes, redirects, created)
                values (:id, :name, :secret, :grants, :scopes, :redirects, :now)
                on conflict (id) do update
                set name = excluded.name, secret = excluded.secret, grants = excluded.grants,
                    scopes = excluded.scopes, redirects = excluded.redirects
                """)
            .bind("id", client.id().value())
            .bind("name", client.name())
            .bind("secret", secret == null ? null : secret.value())
            .bind("grants", client.grants().stream().map(Enum::name).collect(joining(" ")))
            .bind("scopes", String.join(" ", client.scopes()))
            .bind("redirects", String.join(" ", client.redirects()))
            .bind("now", now)
            .execute());
  }

  @Override
  public void remove(ClientId id) {
    jdbi.useHandle(handle ->
        handle.createUpdate("delete from client where id = :id").bind("id", id.value()).execute());
  }

  @Override
  public User serviceUser(ClientId id, Instant now) {
    return service(id)
        .or(() -> {
          add(id, now);
          return service(id);
        })
        .orElseThrow();
  }

  private Optional<User> service(ClientId id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from account where kind = 'SERVICE' and name = :name")
            .bind("name", id.value())
            .map((row, _) -> IdentityRows.user(row))
            .findOne());
  }

  private void add(ClientId id, Instant now) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                insert into account (id, kind, name, created)
                values (:id, 'SERVICE', :name, :now)
                on conflict (name) where kind = 'SERVICE' do nothing
                """)
            .bind("id", UUID.randomUUID())
            .bind("name", id.value())
            .bind("now", now)
            .execute());
  }
}
