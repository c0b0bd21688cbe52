package dev.parley.door.aip;

import dev.parley.json.TypeName;
import dev.parley.variable.Variable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What values a variable takes. */
sealed interface ParameterType {
  /** Texts. */
  @TypeName("string")
  record StringParameter(@Nullable String defaultValue) implements ParameterType {}

  /** Sets of objects of these types. */
  @TypeName("objectSet")
  record ObjectSetParameter(List<String> expectedObjectTypes) implements ParameterType {
    public ObjectSetParameter {
      expectedObjectTypes = List.copyOf(expectedObjectTypes);
    }
  }

  static ParameterType of(Variable variable) {
    return switch (variable.type()) {
      case STRING -> new StringParameter(variable.defaultValue());
      case OBJECT_SET ->
          throw new IllegalStateException("variables of object sets cannot be declared yet");
    };
  }
}
