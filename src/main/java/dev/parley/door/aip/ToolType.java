package dev.parley.door.aip;

import dev.parley.trace.Work.ToolWork;
import java.util.Locale;

/** The kinds of tools. */
enum ToolType {
  FUNCTION,
  ACTION,
  ONTOLOGY_SEMANTIC_SEARCH,
  OBJECT_QUERY,
  UPDATE_APPLICATION_VARIABLE,
  REQUEST_CLARIFICATION,
  OBJECT_QUERY_WITH_SQL,
  CODE_EXECUTION;

  /** By the name the tool was offered under: two names are ours, all others are functions. */
  static ToolType of(ToolWork work) {
    return switch (work.call().tool().replaceAll("[_-]", "").toLowerCase(Locale.ROOT)) {
      case "updatevariable" -> UPDATE_APPLICATION_VARIABLE;
      case "requestclarification" -> REQUEST_CLARIFICATION;
      default -> FUNCTION;
    };
  }
}
