package dev.parley.door.allyson;

import dev.parley.webagent.WebMessage.Input;

/** One thing a person is asked for; the value is empty until answered (contract §3.2). */
record HumanInput(String title, String description, String value) {
  static HumanInput of(Input input) {
    return new HumanInput(input.title(), input.description(), input.value());
  }

  /** Without the value, which may be a secret. */
  @Override
  public String toString() {
    return "HumanInput[" + title + "]";
  }
}
