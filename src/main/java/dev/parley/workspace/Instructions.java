package dev.parley.workspace;

import dev.parley.yaml.Faults;
import dev.parley.yaml.YamlMap;
import dev.parley.yaml.YamlScalar;
import java.util.Set;
import java.util.regex.Pattern;

/** What instructions may name: declared variables, and no environment. */
final class Instructions {
  /** What looks meant for a variable; other braces are text. */
  private static final Pattern VARIABLE =
      Pattern.compile("\\{\\{(\\s*)([\\p{L}_][\\p{L}\\p{N}_.-]*)(\\s*)\\}\\}");

  private Instructions() {}

  static void check(YamlMap root, Set<String> variables, Faults faults) {
    root.scalar("instructions").ifPresent(text -> check(text, variables, faults));
  }

  private static void check(YamlScalar text, Set<String> variables, Faults faults) {
    var used = VARIABLE.matcher(text.text());
    while (used.find()) {
      var place = text.at(used.start());
      var name = used.group(2);
      if (!variables.contains(name)) {
        faults.add(
            place,
            "{{%s}} is no declared parameter%s".formatted(name, Faults.remedy(name, variables)));
      } else if (!used.group(1).isEmpty() || !used.group(3).isEmpty()) {
        faults.add(place, "write {{%s}} without spaces inside the braces".formatted(name));
      }
    }
    int secret = text.text().indexOf(Environment.OPENING);
    if (secret >= 0) {
      faults.add(
          text.at(secret),
          "${env:…} is not resolved in instructions, which the model reads; use a parameter");
    }
  }
}
