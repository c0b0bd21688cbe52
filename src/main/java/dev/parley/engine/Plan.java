package dev.parley.engine;

import dev.parley.model.ModelProvider;
import dev.parley.trace.Answer;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Everything one turn is run with; made anew when another node takes it over.
 *
 * @param answered told of the answer once that is stored, before anybody else is
 */
public record Plan(
    Behaviour behaviour,
    ModelProvider model,
    Toolbox tools,
    ContextSource contexts,
    Duration deadline,
    Consumer<Answer> answered) {}
