package dev.parley.trace;

/** Tokens a model call read and wrote. */
public record Usage(int input, int output) {
  public int total() {
    return input + output;
  }

  public Usage plus(Usage other) {
    return new Usage(input + other.input, output + other.output);
  }
}
