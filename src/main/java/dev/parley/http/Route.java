package dev.parley.http;

/** One operation: a method on a path, and what it does. */
public record Route(Method method, PathTemplate path, Handler handler) {
  public Route {
    if (method == Method.OTHER || method == Method.OPTIONS) {
      throw new IllegalArgumentException("No route can have the method " + method);
    }
  }

  public static Route get(String path, Handler handler) {
    return new Route(Method.GET, new PathTemplate(path), handler);
  }

  public static Route post(String path, Handler handler) {
    return new Route(Method.POST, new PathTemplate(path), handler);
  }

  public static Route put(String path, Handler handler) {
    return new Route(Method.PUT, new PathTemplate(path), handler);
  }

  public static Route patch(String path, Handler handler) {
    return new Route(Method.PATCH, new PathTemplate(path), handler);
  }

  public static Route delete(String path, Handler handler) {
    return new Route(Method.DELETE, new PathTemplate(path), handler);
  }
}
