package dev.parley.door.live;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, by name and in a sentence.
 *
 * @param by who has control, if that is it
 * @param next number of the batch that is missing, if that is it
 */
record LiveError(
    String error,
    String message,
    @Nullable String by,
    @Nullable Instant since,
    @Nullable Long next) {
  LiveError(String error, String message) {
    this(error, message, null, null, null);
  }
}
