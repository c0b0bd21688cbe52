package dev.parley.conversation;

import dev.parley.id.TurnId;
import dev.parley.model.Material;
import dev.parley.model.Material.Section;
import dev.parley.trace.Context;
import dev.parley.trace.Turn;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** The contexts of a turn as its model reads them. */
final class Sections {
  private static final int BYTES_OF_CODE = 6;

  private Sections() {}

  /** To follow a system text; {@code ""} where no contexts were looked for or given. */
  static String of(Turn turn) {
    var contexts = turn.contexts();
    if (contexts == null) {
      return "";
    }
    var sections = contexts.stream().flatMap(Sections::of).toList();
    // A caller's own empty list says that there is nothing to look for.
    boolean silent = sections.isEmpty() && turn.input().contexts() != null;
    return silent ? "" : "\n\n" + new Material(code(turn.ids().turn()), sections).print();
  }

  /** The same whenever the turn is run; whoever wrote a context cannot know it. */
  private static String code(TurnId turn) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      var bytes = sha.digest(("material " + turn).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes, 0, BYTES_OF_CODE);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  private static Stream<Section> of(Context context) {
    return switch (context) {
      case Context.DocumentContext(_, var passages) ->
          passages.stream()
              .map(passage ->
                  new Section(
                      Citation.name(passage) + " (" + passage.document() + ")",
                      Citation.of(passage),
                      passage.text()));
      case Context.FunctionContext(var function, var version, var text) ->
          Stream.of(new Section("answer of function " + function + " " + version, null, text));
      case Context.ObjectContext(var objects, var properties) ->
          Stream.of(
              new Section("objects", null, "objects " + objects + " properties " + properties));
    };
  }
}
