package dev.parley.cli;

import dev.parley.json.JsonValue.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands about the caller's own keys. */
@Command(
    mixinStandardHelpOptions = true,
    name = "keys",
    description = "Lists, makes, replaces and revokes your API tokens and keys.")
final class KeyCommands {
  private static final String KEYS = "/console/v1/keys";
  private static final int DATE_AND_MINUTE = 16;

  private final Context context;

  KeyCommands(Context context) {
    this.context = context;
  }

  @Command(mixinStandardHelpOptions = true, description = "Lists your keys.")
  int list(@Option(names = "--all", description = "Also those that are revoked.") boolean all) {
    var table = new Table("ID", "KIND", "LABEL", "KEY", "CREATED", all ? "REVOKED" : "");
    for (var key : Remote.objects(context.remotely(remote -> remote.get(KEYS)), "keys")) {
      if (all || key.text("revoked").isEmpty()) {
        table.row(
            key.text("id").orElse(""),
            kind(key),
            key.text("label").orElse(""),
            key.text("hint").orElse(""),
            minute(key, "created"),
            minute(key, "revoked"));
      }
    }
    table.print(context.terminal().out());
    return 0;
  }

  private static String kind(JsonObject key) {
    return key.text("kind").orElse("").equals("API_KEY") ? "API key" : "token";
  }

  static String minute(JsonObject object, String name) {
    return object
        .text(name)
        .filter(time -> time.length() > DATE_AND_MINUTE)
        .map(time -> time.substring(0, DATE_AND_MINUTE).replace('T', ' '))
        .orElse("");
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Makes a token, or with --api-key an API key, and shows it this once.")
  int create(
      @Parameters(
              arity = "0..1",
              paramLabel = "LABEL",
              defaultValue = "command line",
              description = "What it is for.")
          String label,
      @Option(names = "--api-key", description = "For clients that send x-api-key.")
          boolean apiKey) {
    var wish = JsonObject.EMPTY.with("kind", apiKey ? "API_KEY" : "TOKEN").with("label", label);
    show(context.remotely(remote -> remote.post(KEYS, wish)));
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Replaces a key by a new one of the same kind and label.")
  int reset(
      @Parameters(paramLabel = "ID", description = "As './parley keys list' shows it.") String id) {
    show(context.remotely(remote -> remote.post(path(id) + "/reset", JsonObject.EMPTY)));
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Revokes a key; it is refused from then on.")
  int revoke(
      @Parameters(paramLabel = "ID", description = "As './parley keys list' shows it.") String id) {
    context.remotely(remote -> {
      remote.delete(path(id));
      return id;
    });
    context.remark("Revoked.");
    return 0;
  }

  private static String path(String id) {
    return KEYS + "/" + Remote.segment(id);
  }

  /** The secret alone on standard output, so that a script can take it. */
  private void show(JsonObject made) {
    context.remark("Keep it; it is shown this once:");
    context.say(made.text("secret").orElse(""));
  }
}
