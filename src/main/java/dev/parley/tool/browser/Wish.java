package dev.parley.tool.browser;

import dev.parley.browser.Action;
import dev.parley.file.FileName;

/** What a call asks for, once its arguments are known to be right. */
sealed interface Wish {
  /** Something the browser does by itself. */
  record Act(Action action) implements Wish {}

  /** Text for a field, in which placeholders may stand for secrets. */
  record Type(int ref, String text) implements Wish {}

  /** A search of the web. */
  record Search(String query) implements Wish {}

  /** A file of the session for an input. */
  record Give(int ref, FileName name) implements Wish {}

  /** A file written, or written again. */
  record Save(FileName name, String content) implements Wish {}

  /** More text for the end of a file. */
  record Append(FileName name, String content) implements Wish {}

  /** The text of a file, from a page on. */
  record Read(FileName name, int page) implements Wish {}

  /** All text of the page, for somebody to read something out of. */
  record Extract() implements Wish {}

  /** A whole listing now. */
  record Show(boolean places) implements Wish {}
}
