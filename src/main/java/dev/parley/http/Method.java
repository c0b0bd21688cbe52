package dev.parley.http;

/** A request method; {@link #OTHER} is any that no route can have. */
public enum Method {
  GET,
  HEAD,
  POST,
  PUT,
  PATCH,
  DELETE,
  OPTIONS,
  OTHER;

  static Method of(String text) {
    for (var method : values()) {
      if (method != OTHER && method.name().equals(text)) {
        return method;
      }
    }
    return OTHER;
  }
}
