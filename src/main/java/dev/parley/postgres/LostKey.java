package dev.parley.postgres;

import dev.parley.secret.KeyRefused;

/** A database whose server key is lost for good, made ready for another one. */
public record LostKey(Database database) {
  /**
   * Removes what only that key opens or knows again: settings and logins of users, states of
   * browsers, tokens, keys, consents. Everything else stays.
   *
   * @throws KeyRefused if servers are running on it
   */
  public void forget() {
    database.schema().migrate();
    database
        .jdbi()
        .useTransaction(handle -> {
          IdentityRows.lock(handle);
          boolean used =
              handle
                  .createQuery(
                      "select exists (select 1 from node where lease_until > clock_timestamp())")
                  .mapTo(Boolean.class)
                  .one();
          if (used) {
            throw new KeyRefused("A server runs on this database. Stop it first.");
          }
          for (var table :
              new String[] {
                "profile", "login", "checkpoint", "access_token", "consent", "sign_in"
              }) {
            handle.execute("delete from " + table);
          }
          handle.execute("delete from user_key");
          handle.execute(
              """
              delete from mark where what = 'server-key' or what = 'bootstrap-client'
                or what in ('bootstrap-TOKEN', 'bootstrap-API_KEY')
              """);
        });
  }
}
