package dev.parley.conversation;

import dev.parley.agent.ContextSpec;
import dev.parley.cancel.Cancel;
import dev.parley.engine.ContextSource;
import dev.parley.knowledge.DocumentPath;
import dev.parley.knowledge.Retriever.Search;
import dev.parley.trace.Context;
import dev.parley.trace.Context.Passage;
import dev.parley.trace.TurnInput;
import java.util.List;

/** Looks for what an agent version is configured to look for, once for each message. */
final class FindContexts implements ContextSource {
  private final List<ContextSpec> specs;
  private final Knowledge knowledge;

  FindContexts(List<ContextSpec> specs, Knowledge knowledge) {
    this.specs = specs;
    this.knowledge = knowledge;
  }

  /** One for each that is configured, in their order, also where nothing was found. */
  @Override
  public List<Context> find(TurnInput input, Cancel cancel) {
    return specs.stream().map(spec -> find(spec, input, cancel)).toList();
  }

  private Context find(ContextSpec spec, TurnInput input, Cancel cancel) {
    return switch (spec) {
      case ContextSpec.DocumentContext(var path, var mode, var topK) ->
          new Context.DocumentContext(
              path,
              switch (mode) {
                case RELEVANT ->
                    relevant(new Search(input.text(), new DocumentPath(path), topK), cancel);
                case FULL -> whole(new DocumentPath(path), cancel);
              });
    };
  }

  private List<Passage> relevant(Search search, Cancel cancel) {
    return knowledge.retriever().find(search, cancel).stream()
        .map(found ->
            new Passage(
                found.document().value(),
                found.title(),
                found.chunk().headings(),
                found.chunk().page(),
                found.chunk().text()))
        .toList();
  }

  private List<Passage> whole(DocumentPath folder, Cancel cancel) {
    return knowledge.reader().under(folder, cancel).stream()
        .map(document ->
            new Passage(
                document.path().value(), document.title(), List.of(), null, document.body()))
        .toList();
  }
}
