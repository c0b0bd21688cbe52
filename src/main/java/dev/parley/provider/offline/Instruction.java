package dev.parley.provider.offline;

import org.jspecify.annotations.Nullable;

/** One thing a task tells a browser to do. */
sealed interface Instruction {
  /** Loads an address unless it is open when everything begins. */
  record StartAt(String url) implements Instruction {}

  /** Loads an address. */
  record Open(String url) implements Instruction {}

  /** Types into a field; a secret is typed as its placeholder. */
  record Type(String text, String field) implements Instruction {}

  /** Types what the person answered last. */
  record TypeAnswer(String field) implements Instruction {}

  /** Chooses an option of a list. */
  record Select(String option, String list) implements Instruction {}

  /**
   * Presses something.
   *
   * @param kind such as {@code button} or {@code link}
   */
  record Press(String name, String kind) implements Instruction {}

  /** Presses a key, such as Enter. */
  record Keys(String keys) implements Instruction {}

  /** Reads something off the page; without a file it is only told. */
  record Read(String what, @Nullable String file) implements Instruction {}

  /**
   * Finds out what something costs; without a file it is only told.
   *
   * @param searching whether it is to be searched for even if it is on the page
   */
  record FindPrice(String what, boolean searching, @Nullable String file) implements Instruction {}

  /** Asks the person. */
  record Ask(String what) implements Instruction {}

  /** Words that mean none of the above. */
  record NotUnderstood(String words) implements Instruction {}
}
