package dev.parley.door.console;

import dev.parley.yaml.Fault;

/** Something wrong in a file, and what to write instead. */
record WorkspaceFault(String file, int line, String message) {
  static WorkspaceFault of(Fault fault) {
    return new WorkspaceFault(fault.file(), fault.line(), fault.message());
  }
}
