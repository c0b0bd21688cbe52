package dev.parley.door.aip;

import dev.parley.id.FunctionRid;
import dev.parley.trace.Context;
import java.util.List;

/** A context the caller gives instead of retrieval; here alone contexts carry their type. */
sealed interface InputContext {
  /** The context in our words. */
  Context toContext();

  /** What a function said. */
  record FunctionRetrievedContext(
      String functionRid, String functionVersion, String retrievedPrompt) implements InputContext {
    public FunctionRetrievedContext {
      Strict.rid(functionRid);
    }

    @Override
    public Context toContext() {
      return new Context.FunctionContext(
          new FunctionRid(functionRid), functionVersion, retrievedPrompt);
    }
  }

  /** Properties of objects. */
  record ObjectContext(List<String> objectRids, List<String> propertyTypeRids)
      implements InputContext {
    public ObjectContext {
      objectRids = Strict.rids(objectRids);
      propertyTypeRids = Strict.rids(propertyTypeRids);
    }

    @Override
    public Context toContext() {
      return new Context.ObjectContext(objectRids, propertyTypeRids);
    }
  }
}
