package dev.parley.door.aip;

import dev.parley.trace.Outcome;
import dev.parley.trace.Work.ToolWork;
import org.jspecify.annotations.Nullable;

/** One use of a tool; without output while it runs. */
record ToolCall(ToolMetadata toolMetadata, ToolCallInput input, @Nullable ToolCallOutput output) {
  /**
   * @param thought {@code ""} if the model gave none
   */
  static ToolCall of(ToolWork work, @Nullable Outcome outcome, String thought) {
    return new ToolCall(
        new ToolMetadata(work.title(), ToolType.of(work.kind())),
        ToolCallInput.of(work.call().input(), thought),
        outcome == null ? null : ToolCallOutput.of(work.kind(), outcome));
  }
}
