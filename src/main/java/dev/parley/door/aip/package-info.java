/**
 * The AIP Agents v2 API: contract aip-agents, and aip-decisions where that is silent.
 *
 * <p>For: the fifteen operations, their wire records, named as the vendor names them, and their
 * errors. Not for: what an answer is made of; that is asked of {@code conversation}, and read from
 * the ports of {@code agent}, {@code session} and {@code trace}.
 *
 * <pre>
 * request → Checks (caller, limits, scope, preview, path) → Operation (query, body, act) → Answer
 *              | throws                                                  streamed: AnswerStream
 *              → AipSurface.refuse → Refusal → ErrorEnvelope
 * </pre>
 */
@NullMarked
@Room(
    imports = {
      "agent",
      "conversation",
      "engine",
      "http",
      "id",
      "identity",
      "json",
      "problem",
      "session",
      "trace",
      "variable"
    })
package dev.parley.door.aip;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
