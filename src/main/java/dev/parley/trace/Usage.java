package dev.parley.trace;

import org.jspecify.annotations.Nullable;

/**
 * Tokens a model call read and wrote.
 *
 * @param input all it read
 * @param output all it wrote, thoughts included
 * @param cached how much of the input came out of the provider's cache; null for none
 * @param cacheWrites how much of the input was put into it; null for none
 */
public record Usage(
    int input, int output, @Nullable Integer cached, @Nullable Integer cacheWrites) {
  public Usage {
    // rows of before have neither, and must stay equal to what is written now
    cached = cached == null || cached == 0 ? null : cached;
    cacheWrites = cacheWrites == null || cacheWrites == 0 ? null : cacheWrites;
  }

  /** Of a provider without a cache. */
  public Usage(int input, int output) {
    this(input, output, null, null);
  }

  public int fromCache() {
    return cached == null ? 0 : cached;
  }

  public int toCache() {
    return cacheWrites == null ? 0 : cacheWrites;
  }

  public int total() {
    return input + output;
  }

  public Usage plus(Usage other) {
    return new Usage(
        input + other.input,
        output + other.output,
        fromCache() + other.fromCache(),
        toCache() + other.toCache());
  }
}
