package dev.parley.provider.offline;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names a task in a few words. */
final class Naming {
  private static final int MOST_WORDS = 7;
  private static final int MOST_CHARACTERS = 60;

  private Naming() {}

  static String of(String task) {
    var first = Instructions.of(task).stream().findFirst();
    var name =
        first
            .map(instruction ->
                switch (instruction) {
                  case Instruction.FindPrice(var what, _, _) -> "Price of " + article(task, what);
                  case Instruction.Read(var what, _) -> "Read the " + what;
                  case Instruction.StartAt _,
                      Instruction.Open _,
                      Instruction.Type _,
                      Instruction.TypeAnswer _,
                      Instruction.Select _,
                      Instruction.Press _,
                      Instruction.Keys _,
                      Instruction.Ask _,
                      Instruction.NotUnderstood _ ->
                      task;
                })
            .orElse(task);
    return shortened(name);
  }

  /** As the task has it before the name. */
  private static String article(String task, String what) {
    return List.of("an ", "a ", "the ").stream()
        .filter(article -> task.contains(" " + article + what))
        .findFirst()
        .map(article -> article + what)
        .orElse(what);
  }

  private static String shortened(String text) {
    var name =
        Stream.of(text.strip().split("\\s+"))
            .limit(MOST_WORDS)
            .collect(Collectors.joining(" "))
            .replaceAll("[\"“”]", "")
            .replaceAll("[\\s.,;:!?]+$", "");
    return name.length() <= MOST_CHARACTERS ? name : name.substring(0, MOST_CHARACTERS).strip();
  }
}
