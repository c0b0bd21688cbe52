package dev.parley.identity;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Lets people in by name and password.
 *
 * <p>Guessing is bounded three ways: for a name from one address, for an address, and, far higher,
 * for a name from anywhere, so that nobody is locked out by one who guesses badly from elsewhere.
 * An unknown name takes as long as a known one.
 */
public final class SignIn {
  /** A working day; then the password is asked for again. */
  public static final Duration LIFE = Duration.ofHours(10);

  static final int OF_A_NAME_FROM_AN_ADDRESS = 10;
  static final int FROM_AN_ADDRESS = 50;
  static final int OF_A_NAME = 500;

  private final Users users;
  private final Passwords passwords;
  private final SignIns signIns;
  private final SecretHasher hasher;
  private final InstantSource clock;
  private final WrongTries<Place> places;
  private final WrongTries<String> addresses;
  private final WrongTries<String> names;

  private record Place(String name, String address) {}

  /** What came of an attempt. */
  public sealed interface Outcome {
    /** Who it is, and the secret for their cookie, in clear this once. */
    record In(User user, String cookie) implements Outcome {
      @Override
      public String toString() {
        return "In[" + user.name() + "]";
      }
    }

    /** The name or the password is wrong; which of the two is not told. */
    record Wrong() implements Outcome {}

    /** Too many were wrong; nothing was looked at. */
    record Later(Duration pause) implements Outcome {}
  }

  public SignIn(
      Users users, Passwords passwords, SignIns signIns, SecretHasher hasher, InstantSource clock) {
    this.users = users;
    this.passwords = passwords;
    this.signIns = signIns;
    this.hasher = hasher;
    this.clock = clock;
    this.places = new WrongTries<>(clock, OF_A_NAME_FROM_AN_ADDRESS);
    this.addresses = new WrongTries<>(clock, FROM_AN_ADDRESS);
    this.names = new WrongTries<>(clock, OF_A_NAME);
  }

  public Outcome in(String name, String password, String address) {
    var key = name.toLowerCase(java.util.Locale.ROOT);
    var place = new Place(key, address);
    var wait = places.wait(place).or(() -> addresses.wait(address)).or(() -> names.wait(key));
    if (wait.isPresent()) {
      return new Outcome.Later(wait.get());
    }
    var user = users.person(name).filter(person -> person.disabled() == null);
    var hash = user.flatMap(person -> users.passwordHash(person.id()));
    if (!isRight(password, hash)) {
      places.count(place);
      addresses.count(address);
      names.count(key);
      return new Outcome.Wrong();
    }
    return new Outcome.In(user.orElseThrow(), admit(user.orElseThrow()));
  }

  private boolean isRight(String password, Optional<String> hash) {
    if (hash.isEmpty()) {
      var _ = passwords.hash(password); // takes as long as a look at somebody's
      return false;
    }
    return passwords.matches(password, hash.get());
  }

  /** Signs somebody in who has proved who they are: the secret for their cookie. */
  String admit(User user) {
    var cookie = FreshSecret.text();
    signIns.add(hash(cookie), user.id(), clock.instant().plus(LIFE));
    return cookie;
  }

  /** Who a cookie is of. */
  public Optional<User> who(String cookie) {
    return signIns.find(hash(cookie), clock.instant());
  }

  public void out(String cookie) {
    signIns.remove(hash(cookie));
  }

  private SecretHash hash(String cookie) {
    return hasher.hash(SecretHasher.Use.SIGN_IN, cookie);
  }
}
