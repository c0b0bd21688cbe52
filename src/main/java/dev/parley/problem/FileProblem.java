package dev.parley.problem;

/** A file, or what was asked of it. */
public sealed interface FileProblem extends Problem {
  /** No such file in the session. */
  record FileMissing(String name) implements FileProblem {
    @Override
    public String message() {
      return "The session has no file '" + name + "'.";
    }
  }

  /** A name no file can have. */
  record FileNameRefused(String message) implements FileProblem {}

  /** The file is larger than one may be. */
  record FileTooLarge(long limit) implements FileProblem {
    @Override
    public String message() {
      return "A file may have at most " + limit + " bytes.";
    }
  }

  /** The user's storage is full. */
  record QuotaExceeded(long limit) implements FileProblem {
    @Override
    public String message() {
      return "Your files would be more than " + limit + " bytes. Delete some first.";
    }
  }
}
