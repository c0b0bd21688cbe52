package dev.parley.door.allyson;

import dev.parley.http.HttpServer;
import dev.parley.http.HttpSettings;
import dev.parley.http.Operations;
import dev.parley.id.UserId;
import dev.parley.identity.KeyHolders;
import dev.parley.identity.TestIdentity;
import dev.parley.identity.UserKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/** The door on a real server, with real users and keys and a fake house behind it. */
@NullMarked
final class TestDoor implements AutoCloseable {
  final TestIdentity identity = new TestIdentity();
  final FakeHouse house = new FakeHouse();
  final UserId ann = identity.users.create("ann@example.com", false, null).user().id();
  final UserId bob = identity.users.create("bob", true, null).user().id();
  private final HttpServer server;

  private TestDoor(int rate) {
    this.server = serve(identity.authenticateKey, rate);
  }

  static TestDoor open() {
    return open(0);
  }

  static TestDoor open(int rate) {
    return new TestDoor(rate);
  }

  /** Another server with the same things behind it. */
  HttpServer serve(KeyHolders holders, int rate) {
    var people =
        new AllysonPeople(holders, identity.authenticate, identity.keys, identity.rows.users());
    var parts =
        new AllysonParts(
            people,
            house,
            house.live(identity.clock),
            house.files(),
            house.screenshots(),
            rate,
            identity.clock);
    return HttpServer.start(
        HttpSettings.onLoopback(0),
        List.of(AllysonDoor.surface(parts), new Operations(Optional::empty, () -> "")));
  }

  static AllysonHttp at(HttpServer server) {
    return AllysonHttp.at("http://127.0.0.1:" + server.port());
  }

  AllysonHttp nobody() {
    return at(server);
  }

  int port() {
    return server.port();
  }

  String key(UserId owner) {
    return identity.keys.create(owner, UserKey.Kind.API_KEY, "test").secret();
  }

  String token(UserId owner) {
    return identity.keys.create(owner, UserKey.Kind.TOKEN, "test").secret();
  }

  AllysonHttp byKey(UserId owner) {
    return nobody().withKey(key(owner));
  }

  AllysonHttp byToken(UserId owner) {
    return nobody().withToken(token(owner));
  }

  @Override
  public void close() {
    server.close();
    identity.close();
  }
}
