package dev.parley.identity;

import java.util.List;

/** The first administrator, and what has to be shown to the operator once. */
public record Bootstrapped(User administrator, List<Credential> fresh) {
  public Bootstrapped {
    fresh = List.copyOf(fresh);
  }

  /** What a credential is for. */
  public enum What {
    USER,
    PASSWORD,
    API_KEY,
    TOKEN,
    CLIENT_ID,
    CLIENT_SECRET
  }

  /** Something generated at this start that nobody can be shown again. */
  public record Credential(What what, String value) {
    @Override
    public String toString() {
      return what.toString();
    }
  }
}
