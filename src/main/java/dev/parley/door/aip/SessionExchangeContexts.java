package dev.parley.door.aip;

import dev.parley.trace.Context;
import dev.parley.trace.Turn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contexts of one exchange by kind. */
record SessionExchangeContexts(
    List<ObjectContext> objectContexts, List<FunctionRetrievedContext> functionRetrievedContexts) {
  SessionExchangeContexts {
    objectContexts = List.copyOf(objectContexts);
    functionRetrievedContexts = List.copyOf(functionRetrievedContexts);
  }

  static SessionExchangeContexts of(List<Context> contexts) {
    var objects = new ArrayList<ObjectContext>();
    var functions = new ArrayList<FunctionRetrievedContext>();
    for (var context : contexts) {
      switch (context) {
        case Context.ObjectContext found -> objects.add(ObjectContext.of(found));
        case Context.FunctionContext said -> functions.add(FunctionRetrievedContext.of(said));
        case Context.DocumentContext _ -> {
          // It has no form on the wire; an answer's citations show what was used of it (§2.16).
        }
      }
    }
    return new SessionExchangeContexts(objects, functions);
  }

  /** Null where neither the caller nor retrieval was asked for contexts. */
  static @Nullable SessionExchangeContexts of(Turn turn) {
    var contexts = turn.contexts();
    return contexts == null ? null : of(contexts);
  }
}
