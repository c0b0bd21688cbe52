/**
 * all-MiniLM-L6-v2, quantized, in this process: 384 numbers for a text, some ten milliseconds each.
 *
 * <p>The model and its native libraries are loaded at the first text, which takes about a second
 * and 300 MB. Where that cannot be done (another processor, no place to unpack to) it says so once
 * in the log, and is unavailable from then on.
 */
@NullMarked
@Room(
    imports = {"embedding"},
    libraries = {
      "dev.langchain4j.data.embedding",
      "dev.langchain4j.data.segment",
      "dev.langchain4j.model.embedding",
      "dev.langchain4j.model.output"
    })
package dev.parley.minilm;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
