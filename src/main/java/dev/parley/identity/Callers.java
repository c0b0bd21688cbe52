package dev.parley.identity;

/** Turns what a request brings into its caller. */
public interface Callers {
  /**
   * The caller of a bearer token.
   *
   * @throws dev.parley.problem.ProblemException with {@code CredentialsRefused}
   */
  Caller byToken(String token);
}
