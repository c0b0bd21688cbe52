package dev.parley.cli;

import dev.parley.cli.RunEvent.Asked;
import dev.parley.cli.RunEvent.Prompted;
import dev.parley.cli.RunState.Question;
import java.util.ArrayList;
import java.util.List;

/** A question with the values typed for it so far, one line each. */
final class Asking {
  private final Question question;
  private final RunView view;
  private final List<String> values = new ArrayList<>();

  Asking(Question question, RunView view) {
    this.question = question;
    this.view = view;
  }

  Question question() {
    return question;
  }

  List<String> values() {
    return List.copyOf(values);
  }

  boolean isBlank() {
    return values.stream().allMatch(String::isBlank);
  }

  /** Asks, from the first thing on. */
  void begin() {
    values.clear();
    view.show(new Asked(question));
    prompt();
  }

  /** Whether that was the last one. */
  boolean take(String value) {
    values.add(value);
    boolean whole = values.size() >= question.inputs().size();
    if (!whole) {
      prompt();
    }
    return whole;
  }

  private void prompt() {
    view.show(new Prompted(question.inputs().get(values.size()).title()));
  }
}
