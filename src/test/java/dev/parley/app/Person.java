package dev.parley.app;

import dev.parley.door.allyson.AllysonHttp;
import dev.parley.id.UserId;
import dev.parley.identity.ManageKeys;
import dev.parley.identity.ManageUsers;
import dev.parley.identity.UserKey.Kind;
import dev.parley.postgres.Database;
import dev.parley.postgres.DatabaseClock;
import dev.parley.postgres.IdentityRows;
import dev.parley.postgres.RecentBearers;
import dev.parley.vault.ServerKey;
import dev.parley.vault.Vault;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.NullMarked;

/** Somebody besides the administrator, by both kinds of credentials. */
@NullMarked
record Person(UserId id, String token, AllysonHttp byKey, AllysonHttp byToken) {
  /** Made in the server's database, with the key of all test servers. */
  static Person made(String name, TestServer server, Database database) {
    var secret = Base64.getEncoder().encodeToString(new byte[32]);
    var hasher = new Vault(ServerKey.load(secret, Path.of("unused"), true)).hasher();
    var rows = new IdentityRows(database);
    var clock = new DatabaseClock(database);
    var memory = new RecentBearers(rows.bearers());
    var users = new ManageUsers(rows.users(), Vault.passwords(), rows.exclusively(), memory, clock);
    var keys = new ManageKeys(rows.keys(), hasher, memory, clock);
    var user = users.create(name, null, false, null).user().id();
    var base = AllysonHttp.at(server.url());
    var token = keys.create(user, Kind.TOKEN, "x").secret();
    return new Person(
        user,
        token,
        base.withKey(keys.create(user, Kind.API_KEY, "x").secret()),
        base.withToken(token));
  }
}
