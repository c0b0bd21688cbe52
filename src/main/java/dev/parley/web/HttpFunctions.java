package dev.parley.web;

import dev.parley.function.FunctionCaller;
import dev.parley.json.JsonValue.JsonObject;
import java.util.Optional;
import java.util.function.Function;

/** Makes the caller of functions by HTTP. */
public final class HttpFunctions {
  /** The largest answer a function may give, in bytes. */
  public static final int LARGEST_ANSWER = 1 << 20;

  private HttpFunctions() {}

  /**
   * A caller for any number of calls at once.
   *
   * <p>Make it before anything in this process has used the JDK's HTTP client: that repeats a GET
   * by itself when its connection breaks, unless told otherwise before its first use.
   *
   * @param environment the value of an environment variable, looked up at each call
   */
  public static FunctionCaller create(Function<String, Optional<String>> environment) {
    return create(environment, LARGEST_ANSWER);
  }

  static FunctionCaller create(Function<String, Optional<String>> environment, int largestAnswer) {
    if (System.getProperty(Exchange.ATTEMPTS) == null) {
      System.setProperty(Exchange.ATTEMPTS, "1");
    }
    return new HttpFunctionCaller(environment, new Exchange(largestAnswer), new JsonSchemas());
  }

  /** What keeps an object from being a JSON Schema; empty if nothing does. */
  public static Optional<String> schemaFault(JsonObject schema) {
    return JsonSchemas.fault(schema);
  }
}
