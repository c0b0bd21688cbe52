package dev.parley.postgres;

import dev.parley.identity.BootstrapMarks;
import dev.parley.secret.KeyRefused;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Table {@code mark}: facts about this database. */
record MarkRows(Jdbi jdbi) implements BootstrapMarks {
  static final String KEY = "server-key";

  @Override
  public Optional<String> find(String what) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select id from mark where what = :what")
            .bind("what", what)
            .mapTo(String.class)
            .findOne());
  }

  @Override
  public void put(String what, String id) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                insert into mark (what, id) values (:what, :id)
                on conflict (what) do update set id = excluded.id
                where mark.id <> excluded.id
                """)
            .bind("what", what)
            .bind("id", id)
            .execute());
  }

  void requireKey(String fingerprint) {
    jdbi.useHandle(handle ->
        handle.execute(
            "insert into mark (what, id) values (?, ?) on conflict do nothing", KEY, fingerprint));
    if (!find(KEY).orElseThrow().equals(fingerprint)) {
      throw new KeyRefused(
          "The server key is not the one this database was first used with, so no token or"
              + " password of a client would fit. Put the former key back, in PARLEY_SECRET_KEY or"
              + " as secret.key in the data directory; docs/operations.md says what is lost without it.");
    }
  }
}
