package dev.parley.engine;

import dev.parley.model.ModelProvider;
import java.time.Duration;

/** Everything one turn is run with; made anew when another node takes it over. */
public record Plan(
    Behaviour behaviour,
    ModelProvider model,
    Toolbox tools,
    ContextSource contexts,
    Duration deadline) {}
