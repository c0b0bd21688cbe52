package dev.parley.engine;

import dev.parley.model.ModelProvider;
import dev.parley.trace.Answer;
import java.util.function.Consumer;

/**
 * Everything one turn is run with; made anew when another node takes it over.
 *
 * @param listens whether it takes in notes; what a turn that does not is told has no effect
 * @param answered told of the answer once that is stored, before anybody else is
 */
public record Plan(
    Behaviour behaviour,
    ModelProvider model,
    Toolbox tools,
    ContextSource contexts,
    Patience patience,
    boolean listens,
    Consumer<Answer> answered) {}
