package dev.parley.model;

/** Carries a model's fault to the engine. */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ModelFault fault;

  public ModelException(ModelFault fault) {
    super(fault.details());
    this.fault = fault;
  }

  public ModelFault fault() {
    return fault;
  }
}
