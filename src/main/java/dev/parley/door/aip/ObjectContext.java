package dev.parley.door.aip;

import dev.parley.trace.Context;
import java.util.List;

/** Objects, and which of their properties, that were put into the prompt. */
record ObjectContext(List<String> objectRids, List<String> propertyTypeRids) {
  ObjectContext {
    objectRids = List.copyOf(objectRids);
    propertyTypeRids = List.copyOf(propertyTypeRids);
  }

  static ObjectContext of(Context.ObjectContext context) {
    return new ObjectContext(context.objects(), context.properties());
  }
}
