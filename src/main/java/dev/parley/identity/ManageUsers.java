package dev.parley.identity;

import dev.parley.id.UserId;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.WrongShape;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists, adds, disables and enables people, and gives them new passwords. */
public final class ManageUsers {
  private static final int SHORTEST = 10;
  private static final int LONGEST = 1000;

  private final Users users;
  private final Passwords passwords;
  private final Exclusively exclusively;
  private final BearerMemory memory;
  private final InstantSource clock;

  public ManageUsers(
      Users users,
      Passwords passwords,
      Exclusively exclusively,
      BearerMemory memory,
      InstantSource clock) {
    this.users = users;
    this.passwords = passwords;
    this.exclusively = exclusively;
    this.memory = memory;
    this.clock = clock;
  }

  /** Somebody with the password they have now; null if they chose it themselves. */
  public record WithPassword(User user, @Nullable String generated) {
    @Override
    public String toString() {
      return "WithPassword[" + user + "]";
    }
  }

  /** By name, those after {@code after} if given. */
  public List<User> list(@Nullable String after, int limit) {
    return users.persons(after, limit);
  }

  public Optional<User> find(String name) {
    return users.person(name);
  }

  /** A new person; a password is generated unless given. */
  public WithPassword create(
      String name, @Nullable String email, boolean admin, @Nullable String password) {
    if (!User.isName(name)) {
      throw unfit("A user's name is " + User.NAME_RULE + ".");
    }
    requireEmail(email);
    var chosen = password == null ? FreshSecret.text() : checked(password);
    var user =
        new User(UserId.random(), Caller.Kind.PERSON, name, email, admin, clock.instant(), null);
    if (!users.add(user, passwords.hash(chosen))) {
      throw users.person(name).isPresent()
          ? unfit("There is a user " + name + " already. Choose another name.")
          : taken(email);
    }
    return new WithPassword(user, password == null ? chosen : null);
  }

  /** A new password, generated unless given; empty if there is nobody of that name. */
  public Optional<WithPassword> resetPassword(String name, @Nullable String password) {
    var chosen = password == null ? FreshSecret.text() : checked(password);
    return users
        .person(name)
        .map(user -> {
          users.setPasswordHash(user.id(), passwords.hash(chosen));
          return new WithPassword(user, password == null ? chosen : null);
        });
  }

  /**
   * The address by which a provider may know somebody from now on, or none; whether there is such a
   * person.
   */
  public boolean setEmail(String name, @Nullable String email) {
    requireEmail(email);
    var user = users.person(name);
    user.ifPresent(found -> {
      if (!users.setEmail(found.id(), email)) {
        throw taken(email);
      }
    });
    return user.isPresent();
  }

  private static void requireEmail(@Nullable String email) {
    if (email != null && !User.isEmail(email)) {
      throw unfit("An e-mail address is written like ada@example.com.");
    }
  }

  private static ProblemException taken(@Nullable String email) {
    return unfit("Another user has the address " + email + " already.");
  }

  /** From now on nothing of this person's is accepted; whether there is such a person. */
  public boolean disable(String name) {
    return exclusively.run(() -> {
      var user = users.person(name);
      user.filter(found -> found.disabled() == null).ifPresent(this::disable);
      return user.isPresent();
    })
        && forgotten();
  }

  private void disable(User user) {
    if (user.admin() && users.administrators() == 1) {
      throw unfit("The last administrator cannot be disabled. Make another one first.");
    }
    users.setDisabled(user.id(), clock.instant());
  }

  /** Undoes {@link #disable}; whether there is such a person. */
  public boolean enable(String name) {
    var user = users.person(name);
    user.ifPresent(found -> users.setDisabled(found.id(), null));
    return user.isPresent() && forgotten();
  }

  private boolean forgotten() {
    memory.forgetAll();
    return true;
  }

  private static String checked(String password) {
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      throw unfit(
          "A password has at least " + SHORTEST + " and at most " + LONGEST + " characters.");
    }
    return password;
  }

  private static ProblemException unfit(String message) {
    return new ProblemException(new WrongShape(message));
  }
}
