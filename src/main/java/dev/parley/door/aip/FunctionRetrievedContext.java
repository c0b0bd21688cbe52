package dev.parley.door.aip;

import dev.parley.trace.Context;

/** What a function put into the prompt. */
record FunctionRetrievedContext(
    String functionRid, String functionVersion, String retrievedPrompt) {
  static FunctionRetrievedContext of(Context.FunctionContext context) {
    return new FunctionRetrievedContext(
        context.function().value(), context.version(), context.retrievedPrompt());
  }
}
