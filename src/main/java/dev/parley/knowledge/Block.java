package dev.parley.knowledge;

/** A piece of a document, in reading order. */
public sealed interface Block {
  /** Opens a part of the document; level 1 is the highest. */
  record Heading(int level, String text) implements Block {}

  /** Running text; lines may be broken in it. */
  record Paragraph(String text) implements Block {}

  /** One entry of a list, with its mark if it was written with one. */
  record Item(String text) implements Block {}

  /** One row of a table. */
  record Row(String text) implements Block {}

  /** Text whose line breaks and spaces mean something. */
  record Code(String text) implements Block {}

  /** A page begins, counted from 1. */
  record Page(int number) implements Block {}

  /** What is to be read of it; a page's beginning has no words. */
  default String words() {
    return switch (this) {
      case Heading(_, var text) -> text;
      case Paragraph(var text) -> text;
      case Item(var text) -> text;
      case Row(var text) -> text;
      case Code(var text) -> text;
      case Page _ -> "";
    };
  }
}
