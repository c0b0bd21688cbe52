package dev.parley.problem;

/** The request itself cannot be used as it stands. */
public sealed interface RequestProblem extends Problem {
  /** The operation is in preview and the caller did not ask for that. */
  record PreviewRequired() implements RequestProblem {
    @Override
    public String message() {
      return "This operation is in preview. Add preview=true to the query.";
    }
  }

  /** A path, query or header value cannot be read, or bytes are no JSON. */
  record Malformed(String message) implements RequestProblem {}

  /** Valid JSON of the wrong shape. */
  record WrongShape(String message) implements RequestProblem {}

  /** A body is needed and there is none. */
  record BodyMissing() implements RequestProblem {
    @Override
    public String message() {
      return "This operation needs a JSON body; send at least {}.";
    }
  }

  /** The body is larger than this server reads. */
  record BodyTooLarge(long limit) implements RequestProblem {
    @Override
    public String message() {
      return "The request body is larger than " + limit + " bytes. Send less.";
    }
  }

  /** The body's media type is not the one the operation reads. */
  record MediaTypeUnsupported(String given) implements RequestProblem {
    @Override
    public String message() {
      return "The body must be sent as application/json.";
    }
  }

  /** A page size that is zero or negative. */
  record PageSizeInvalid(int pageSize) implements RequestProblem {
    @Override
    public String message() {
      return "pageSize must be at least 1.";
    }
  }

  /** A page token that is not of this list, agent, user and client. */
  record PageTokenInvalid(String pageToken) implements RequestProblem {
    @Override
    public String message() {
      return "The page token does not fit this list. Start again from its first page.";
    }
  }
}
