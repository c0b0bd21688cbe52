package dev.parley.door.aip;

/** Whether a trace still grows; failed and cancelled exchanges are complete too. */
enum SessionTraceStatus {
  IN_PROGRESS,
  COMPLETE
}
