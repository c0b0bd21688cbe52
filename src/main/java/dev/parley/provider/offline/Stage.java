package dev.parley.provider.offline;

import java.util.Set;
import java.util.function.Function;

/**
 * One action of a task: which actions of the past were it, and what it would be on a page.
 *
 * @param what in words, as in "Pressing the button"
 * @param tools by which it is done
 * @param optional whether it can turn out to be needless
 * @param next the action on a page; {@link Verdict.Failed} when something is not on it
 */
record Stage(String what, Set<String> tools, boolean optional, Function<Page, Verdict> next) {
  Stage {
    tools = Set.copyOf(tools);
  }

  static Stage must(String what, String tool, Function<Page, Verdict> next) {
    return new Stage(what, Set.of(tool), false, next);
  }

  static Stage may(String what, Set<String> tools, Function<Page, Verdict> next) {
    return new Stage(what, tools, true, next);
  }
}
