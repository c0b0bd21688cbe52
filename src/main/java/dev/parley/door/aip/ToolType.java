package dev.parley.door.aip;

import dev.parley.trace.ToolKind;

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

  static ToolType of(ToolKind kind) {
    return switch (kind) {
      case FUNCTION, BROWSER -> FUNCTION;
      case UPDATE_VARIABLE -> UPDATE_APPLICATION_VARIABLE;
      case REQUEST_CLARIFICATION -> REQUEST_CLARIFICATION;
    };
  }
}
