package dev.parley.cli;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands about programs that ask for tokens, for administrators. */
@Command(
    mixinStandardHelpOptions = true,
    name = "clients",
    description = "Lists, registers and removes programs that ask for tokens (OAuth2).")
final class ClientCommands {
  private static final String CLIENTS = "/console/v1/clients";

  private final Context context;

  ClientCommands(Context context) {
    this.context = context;
  }

  @Command(mixinStandardHelpOptions = true, description = "Lists all clients.")
  int list() {
    var table = new Table("ID", "NAME", "KIND", "REDIRECTS", "SCOPES");
    context
        .remotely(remote -> Remote.objects(remote.get(CLIENTS), "clients"))
        .forEach(client ->
            table.row(
                client.text("id").orElse(""),
                client.text("name").orElse(""),
                isOpen(client) ? "public" : "confidential",
                words(client, "redirects"),
                words(client, "scopes")));
    table.print(context.terminal().out());
    return 0;
  }

  private static boolean isOpen(JsonObject client) {
    return client.get("open").filter(new JsonBool(true)::equals).isPresent();
  }

  private static String words(JsonObject client, String name) {
    return client.get(name).orElse(JsonObject.EMPTY) instanceof JsonArray(var elements)
        ? elements.stream()
            .map(each -> each instanceof JsonText(var text) ? text : each.toString())
            .collect(Collectors.joining(" "))
        : "";
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Registers a client, and shows its id and secret; the secret this once.",
        "With a redirect address it may send people's browsers to the server to sign in. A public"
            + " client, such as an app or a page, has no secret and must have such an address."
      })
  int add(
      @Parameters(paramLabel = "NAME", description = "As people see it when they are asked.")
          String name,
      @Option(names = "--public", description = "It cannot keep a secret.") boolean open,
      @Option(
              names = "--redirect",
              paramLabel = "URL",
              description = "Where browsers go back to; may be given several times.")
          @Nullable List<String> redirects,
      @Option(
              names = "--scope",
              paramLabel = "SCOPE",
              description = "All it may have, if not everything; may be given several times.")
          @Nullable List<String> scopes) {
    var wish =
        JsonObject.EMPTY
            .with("name", name)
            .with("open", new JsonBool(open))
            .with("redirects", texts(redirects))
            .with("scopes", texts(scopes));
    show(context.remotely(remote -> remote.post(CLIENTS, wish)));
    return 0;
  }

  private static JsonValue texts(@Nullable List<String> values) {
    return new JsonArray(
        values == null ? List.of() : values.stream().<JsonValue>map(JsonText::new).toList());
  }

  private void show(JsonObject made) {
    var client = (JsonObject) made.get("client").orElse(JsonObject.EMPTY);
    context.remark("The client's id:");
    context.say(client.text("id").orElse(""));
    made.text("secret")
        .ifPresent(secret -> {
          context.remark("Its secret; keep it, it is shown this once:");
          context.say(secret);
        });
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Gives a client another secret; the old one is refused at once.")
  int secret(@Parameters(paramLabel = "ID") String id) {
    show(context.remotely(remote -> remote.post(path(id) + "/secret", JsonObject.EMPTY)));
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Removes a client; every token it has is refused from now on.")
  int remove(@Parameters(paramLabel = "ID") String id) {
    context.remotely(remote -> {
      remote.delete(path(id));
      return true;
    });
    context.remark("The client " + id + " is removed.");
    return 0;
  }

  private static String path(String id) {
    return CLIENTS + "/" + Remote.segment(id);
  }
}
