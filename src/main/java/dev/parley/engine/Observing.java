package dev.parley.engine;

import dev.parley.cancel.Cancel;
import dev.parley.cancel.Cancel.Cancelled;
import dev.parley.engine.EngineObserver.ModelCalled;
import dev.parley.engine.EngineObserver.Retrieved;
import dev.parley.engine.EngineObserver.ToolCalled;
import dev.parley.model.ModelException;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelReply;
import dev.parley.model.ModelRequest;
import dev.parley.model.ModelSink;
import dev.parley.span.Place;
import dev.parley.trace.Context;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.StoppedOutcome;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.Outcome.UnknownOutcome;
import dev.parley.trace.Turn;
import dev.parley.trace.Usage;
import dev.parley.trace.Work.ToolWork;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells the observer what came of one call, however it ends; for the thread of its step. */
final class Observing {
  private final EngineObserver observer;
  private final Turn.Ids ids;
  private final Place place = Place.current().orElseGet(Place::fresh);
  private final long began = System.nanoTime();

  Observing(EngineObserver observer, Turn.Ids ids) {
    this.observer = observer;
    this.ids = ids;
  }

  /**
   * Asks a model.
   *
   * @param late whether the turn's time has run out, asked when the call was broken off
   */
  ModelReply model(
      ModelProvider model,
      ModelRequest request,
      BooleanSupplier late,
      ModelSink sink,
      Cancel cancel) {
    Usage usage = null;
    CallFault fault = CallFault.UNEXPECTED;
    try {
      var reply = model.ask(request, sink, cancel);
      usage = reply.usage();
      fault = null;
      return reply;
    } catch (ModelException failed) {
      fault = late.getAsBoolean() ? CallFault.TIMED_OUT : CallFault.of(failed.fault());
      throw failed;
    } catch (Cancelled stopped) {
      fault = late.getAsBoolean() ? CallFault.TIMED_OUT : CallFault.STOPPED;
      throw stopped;
    } finally {
      var identity = model.identity();
      observer.modelCalled(
          new ModelCalled(place, ids, identity, request.purpose(), took(), usage, fault));
    }
  }

  Outcome tool(Toolbox tools, ToolWork work, Supplier<Outcome> call) {
    CallFault fault = CallFault.UNEXPECTED;
    try {
      var outcome = call.get();
      fault = fault(outcome);
      return outcome;
    } catch (Cancelled stopped) {
      fault = CallFault.STOPPED;
      throw stopped;
    } finally {
      var name = tools.offers(work) ? work.title() : null;
      observer.toolCalled(new ToolCalled(place, ids, name, work.kind(), took(), fault));
    }
  }

  List<Context> contexts(Supplier<List<Context>> search) {
    int count = 0;
    CallFault fault = CallFault.UNEXPECTED;
    try {
      var found = search.get();
      count = found.size();
      fault = null;
      return found;
    } catch (Cancelled stopped) {
      fault = CallFault.STOPPED;
      throw stopped;
    } finally {
      observer.retrieved(new Retrieved(place, ids, count, took(), fault));
    }
  }

  private static @Nullable CallFault fault(Outcome outcome) {
    return switch (outcome) {
      case ToolFailedOutcome _ -> CallFault.TOOL_FAILED;
      case UnknownOutcome _ -> CallFault.OUTCOME_UNKNOWN;
      case StoppedOutcome _ -> CallFault.STOPPED;
      case Outcome.ToolOutcome _,
          Outcome.ModelOutcome _,
          Outcome.ModelFailedOutcome _,
          Outcome.RetrievedOutcome _,
          Outcome.WaitOutcome _,
          Outcome.HeardOutcome _ ->
          null;
    };
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
