package dev.parley.door.allyson;

import dev.parley.http.HttpServer;
import dev.parley.http.HttpSettings;
import dev.parley.http.Operations;
import dev.parley.http.Surface;
import dev.parley.id.UserId;
import dev.parley.identity.CloseAccount;
import dev.parley.identity.KeyHolders;
import dev.parley.identity.TestIdentity;
import dev.parley.identity.UserKey;
import dev.parley.profile.KeepProfiles;
import dev.parley.profile.Profile;
import dev.parley.profile.Profiles;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;

/** The door on a real server, with real users and keys and a fake house behind it. */
@NullMarked
final class TestDoor implements AutoCloseable {
  final TestIdentity identity = new TestIdentity();
  final FakeHouse house = new FakeHouse();
  final UserId ann = identity.users.create("ann@example.com", null, false, null).user().id();
  final UserId bob = identity.users.create("bob", null, true, null).user().id();
  final CloseAccount closing =
      new CloseAccount(
          identity.rows.users(), identity.recent, List.of(this::forget), identity.clock);
  private final Profiles kept = new KeepProfiles(identity.profiles(), identity.sealer);
  final Profiles profiles = new FailingProfiles(kept, house);
  private final HttpServer server;

  private TestDoor(int rate) {
    this.server = serve(identity.authenticateKey, rate);
  }

  private boolean forget(UserId owner) {
    kept.remove(owner);
    return true;
  }

  void forgetProfiles() {
    List.of(ann, bob).forEach(kept::remove);
  }

  /** Real ones, until the house is told to fail. */
  private record FailingProfiles(Profiles real, FakeHouse house) implements Profiles {
    @Override
    public Profile of(UserId owner) {
      house.failIfTold();
      return real.of(owner);
    }

    @Override
    public boolean create(UserId owner) {
      house.failIfTold();
      return real.create(owner);
    }

    @Override
    public Profile change(UserId owner, UnaryOperator<Profile> change) {
      house.failIfTold();
      return real.change(owner, change);
    }

    @Override
    public void remove(UserId owner) {
      real.remove(owner);
    }
  }

  static TestDoor open() {
    return open(0);
  }

  static TestDoor open(int rate) {
    return new TestDoor(rate);
  }

  /** Another server with the same things behind it. */
  HttpServer serve(KeyHolders holders, int rate) {
    return HttpServer.start(
        HttpSettings.onLoopback(0),
        List.of(surface(holders, rate), new Operations(Optional::empty, () -> "")));
  }

  Surface surface() {
    return surface(identity.authenticateKey, 0);
  }

  private Surface surface(KeyHolders holders, int rate) {
    return AllysonDoor.surface(
        new AllysonParts(
            people(holders), house, house.files(), sight(), house.chat(), rate, identity.clock));
  }

  AllysonParts.Sight sight() {
    return new AllysonParts.Sight(
        house.screenshots(), FakeHouse::trace, house.live(identity.clock));
  }

  AllysonPeople people(KeyHolders holders) {
    return new AllysonPeople(
        holders,
        identity.authenticate,
        identity.keys,
        identity.rows.users(),
        profiles,
        house.logins(),
        closing);
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
