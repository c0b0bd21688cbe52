package dev.parley.provider.offline;

import dev.parley.provider.offline.Instruction.NotUnderstood;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the plain sentences of a task, in their order. */
final class Instructions {
  private static final int LONGEST_TASK = 20_000;
  private static final Pattern BETWEEN =
      Pattern.compile(
          "(?:[\\s.,;:!?&•*-]+|[0-9]{1,2}[.)](?=\\s)"
              + "|(?:and|then|next|finally|first|now|please|after that|afterwards|also)\\b)+",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SENTENCE = Pattern.compile("[^\\n]*?(?:[.!?](?=\\s|\\z)|\\n|\\z)");
  private static final Pattern START =
      Pattern.compile("start at\\s+" + Grammar.URL, Pattern.CASE_INSENSITIVE);

  private Instructions() {}

  static List<Instruction> of(String task) {
    var text = task.length() > LONGEST_TASK ? task.substring(0, LONGEST_TASK) : task;
    var all = new ArrayList<Instruction>();
    int at = 0;
    while (at < text.length()) {
      var between = BETWEEN.matcher(text).region(at, text.length());
      if (between.lookingAt()) {
        at = between.end();
        continue;
      }
      at = next(text, at, all);
    }
    return List.copyOf(all);
  }

  private static int next(String text, int at, List<Instruction> all) {
    for (var rule : Grammar.RULES) {
      var found = rule.pattern().matcher(text).region(at, text.length());
      if (found.lookingAt()) {
        all.add(rule.meaning().apply(found));
        return found.end();
      }
    }
    var sentence = SENTENCE.matcher(text).region(at, text.length());
    int end = sentence.lookingAt() ? Math.max(sentence.end(), at + 1) : text.length();
    all.add(new NotUnderstood(text.substring(at, end).strip()));
    return end;
  }

  /** Where the details of a session say that it begins. */
  static Optional<Instruction> start(String details) {
    var found = START.matcher(details);
    return found.find()
        ? Optional.of(new Instruction.StartAt(found.group("url")))
        : Optional.empty();
  }
}
