package dev.parley.knowledge;

import java.time.Duration;

/** Why a file gives no text, and what its owner can do. */
public sealed interface ReadFault {
  /** A password is needed. */
  record Locked() implements ReadFault {}

  /** It does not hold what its name says, or only part of it. */
  record Broken(String details) implements ReadFault {}

  /** The file is too large to be looked into. */
  record TooLarge(long bytes, long most) implements ReadFault {}

  /** More pages than are read. */
  record TooManyPages(int pages, int most) implements ReadFault {}

  /** More text than is kept. */
  record TooMuchText(int most) implements ReadFault {}

  /** Reading was given up. */
  record TooSlow(Duration after) implements ReadFault {}

  /** Reading took more memory than it may. */
  record TooMuchMemory() implements ReadFault {}

  /** Bytes that are no text, under a name of a text file. */
  record NotText() implements ReadFault {}

  /** Nothing to read, as in pictures of pages. */
  record NoText() implements ReadFault {}

  /** A kind of file that is not read here. */
  record OtherKind(String ending) implements ReadFault {}

  /** The file cannot be opened. */
  record NoAccess(String details) implements ReadFault {}

  /** What is the matter and what to do, to follow the name of the file. */
  default String message() {
    return switch (this) {
      case Locked() -> "is locked with a password; save it without one";
      case Broken(var details) -> "is damaged (" + details + "); save or export it again";
      case TooLarge(var bytes, var most) ->
          "has " + megabytes(bytes) + ", more than " + megabytes(most) + "; split it";
      case TooManyPages(var pages, var most) ->
          "has " + pages + " pages, more than " + most + "; split it";
      case TooMuchText(var most) -> "has more than " + most + " characters of text; split it";
      case TooSlow(var after) ->
          "could not be read in " + after.toSeconds() + " s; save it as plain text, or split it";
      case TooMuchMemory() -> "takes too much memory to read; save it as plain text, or split it";
      case NotText() ->
          "holds no text in a known encoding; save it as UTF-8, or give it the ending of its kind";
      case NoText() ->
          "holds no text, perhaps only pictures of it; run text recognition (OCR) over it first";
      case OtherKind(var ending) ->
          (ending.isEmpty() ? "has no ending" : "is a kind of file that is not read here")
              + "; save it as .md, .txt, .html or .pdf";
      case NoAccess(var details) -> "cannot be opened (" + details + "); check its permissions";
    };
  }

  private static String megabytes(long bytes) {
    return Math.max(1, Math.ceilDiv(bytes, 1L << 20)) + " MB";
  }
}
