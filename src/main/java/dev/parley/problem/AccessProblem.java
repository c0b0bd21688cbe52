package dev.parley.problem;

import java.time.Duration;
import java.util.Optional;

/** The caller may not do this, or not now. */
public sealed interface AccessProblem extends Problem {
  /** No credentials were sent. */
  record CredentialsMissing() implements AccessProblem {
    @Override
    public String message() {
      return "Send an access token in the Authorization header: 'Bearer <token>'.";
    }
  }

  /** Why credentials were not accepted. */
  enum Refusal {
    EXPIRED,
    INVALID,
    REVOKED
  }

  /** Credentials were sent and are no good. */
  record CredentialsRefused(Refusal refusal) implements AccessProblem {
    @Override
    public String message() {
      return switch (refusal) {
        case EXPIRED -> "The access token has expired. Get a new one and try again.";
        case INVALID -> "The access token is not known here. Check it, or get a new one.";
        case REVOKED -> "The access token was revoked. Get a new one.";
      };
    }
  }

  /** The token does not carry the scope this operation needs. */
  record ScopeMissing(String scope) implements AccessProblem {
    @Override
    public String message() {
      return "The access token lacks the scope " + scope + ". Ask for a token that has it.";
    }
  }

  /** Only an administrator may do this. */
  record AdministratorOnly() implements AccessProblem {
    @Override
    public String message() {
      return "Only an administrator may do this. Use an administrator's token.";
    }
  }

  /** The caller has used up its requests, or has too many under way. */
  record TooManyRequests(Duration retryAfter) implements AccessProblem {
    @Override
    public String message() {
      return "Too many requests. Try again in " + Math.max(1, retryAfter.toSeconds()) + " s.";
    }
  }

  /** The server cannot take this on now. */
  record Unavailable(String why, Optional<Duration> retryAfter) implements AccessProblem {
    @Override
    public String message() {
      return why;
    }
  }
}
