package dev.parley.knowledge;

/** Carries the fault of a file that gives no text. */
public final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ReadFault fault;

  public Unreadable(ReadFault fault) {
    super(fault.message());
    this.fault = fault;
  }

  public ReadFault fault() {
    return fault;
  }
}
