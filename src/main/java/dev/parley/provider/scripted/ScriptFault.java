package dev.parley.provider.scripted;

/** A script that cannot be replayed; the message says where, and what to write instead. */
public final class ScriptFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ScriptFault(String message) {
    super(message);
  }

  ScriptFault(String message, Throwable cause) {
    super(message, cause);
  }
}
