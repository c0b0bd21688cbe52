package dev.parley.cli;

import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands about people, for administrators. */
@Command(
    mixinStandardHelpOptions = true,
    name = "users",
    description = "Lists, adds, resets, disables and enables people.")
final class UserCommands {
  private static final String USERS = "/console/v1/users";
  private static final String EMAIL = "By which a sign-in provider knows them.";

  private final Context context;

  UserCommands(Context context) {
    this.context = context;
  }

  @Command(mixinStandardHelpOptions = true, description = "Lists everybody.")
  int list() {
    var table = new Table("NAME", "E-MAIL", "ROLE", "CREATED", "DISABLED");
    context.remotely(remote -> {
      Optional<String> after = Optional.of("");
      while (after.isPresent()) {
        var page = remote.get(USERS + "?after=" + Remote.segment(after.get()));
        Remote.objects(page, "users").forEach(user -> add(table, user));
        after = page.text("next");
      }
      return table;
    });
    table.print(context.terminal().out());
    return 0;
  }

  private static void add(Table table, JsonObject user) {
    table.row(
        user.text("name").orElse(""),
        user.text("email").orElse("-"),
        user.get("admin").filter(new JsonBool(true)::equals).isPresent() ? "admin" : "user",
        KeyCommands.minute(user, "created"),
        KeyCommands.minute(user, "disabled"));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Adds somebody, and shows the password made for them this once.")
  int add(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--email", paramLabel = "ADDRESS", description = EMAIL)
          @Nullable String email,
      @Option(names = "--admin", description = "As an administrator.") boolean admin,
      @Option(names = "--password-stdin", description = "Reads the password from a line.")
          boolean given) {
    var wish = JsonObject.EMPTY.with("name", name).with("admin", new JsonBool(admin));
    show(USERS, email == null ? wish : wish.with("email", email), password(given));
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Gives somebody another password, shown this once.")
  int reset(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--password-stdin", description = "Reads the password from a line.")
          boolean given) {
    show(path(name) + "/password", JsonObject.EMPTY, password(given));
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Says by which address a sign-in provider knows somebody; by none without one.")
  int email(
      @Parameters(paramLabel = "NAME") String name,
      @Parameters(paramLabel = "ADDRESS", arity = "0..1") @Nullable String address) {
    var wish = address == null ? JsonObject.EMPTY : JsonObject.EMPTY.with("email", address);
    context.remotely(remote -> remote.post(path(name) + "/email", wish));
    context.remark(
        name + (address == null ? " has no address." : " has the address " + address + "."));
    return 0;
  }

  /** Not as an argument, which everybody on the machine can see. */
  private @Nullable String password(boolean given) {
    try {
      return given ? context.terminal().in().readLine() : null;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void show(String path, JsonObject wish, @Nullable String password) {
    var body = password == null ? wish : wish.with("password", password);
    var made = context.remotely(remote -> remote.post(path, body)).text("password");
    if (made.isPresent()) {
      context.remark("The password; keep it, it is shown this once:");
      context.say(made.get());
    } else {
      context.remark("Done.");
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Refuses everything of somebody's from now on.")
  int disable(@Parameters(paramLabel = "NAME") String name) {
    return change(name, "disable", name + " is disabled.");
  }

  @Command(mixinStandardHelpOptions = true, description = "Undoes 'disable'.")
  int enable(@Parameters(paramLabel = "NAME") String name) {
    return change(name, "enable", name + " is enabled.");
  }

  private int change(String name, String change, String done) {
    context.remotely(remote -> remote.post(path(name) + "/" + change, JsonObject.EMPTY));
    context.remark(done);
    return 0;
  }

  private static String path(String name) {
    return USERS + "/" + Remote.segment(name);
  }
}
