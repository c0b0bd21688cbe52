package dev.parley.login;

import java.time.Instant;
import java.util.List;

/** The cookies of a user at one origin. */
public record Login(Origin origin, List<Cookie> cookies, Instant created, Instant updated) {
  public Login {
    cookies = List.copyOf(cookies);
  }

  @Override
  public String toString() {
    return "Login[" + origin + ", " + cookies.size() + " cookies]";
  }
}
