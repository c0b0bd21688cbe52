package dev.parley.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.jsontype.NamedType;

/** Derives from plain records what others write as annotations: required members and unions. */
final class RecordRules extends AnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
    return component(member) ? !collection(member) && !nullable(member) : null;
  }

  @Override
  public JsonSetter.@Nullable Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
    if (!component(annotated)) {
      return null;
    }
    if (collection(annotated)) {
      return nullable(annotated)
          ? JsonSetter.Value.forContentNulls(Nulls.FAIL)
          : JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.FAIL);
    }
    return nullable(annotated) || JsonValue.class.isAssignableFrom(annotated.getRawType())
        ? null
        : JsonSetter.Value.forValueNulls(Nulls.FAIL);
  }

  private static boolean component(Annotated annotated) {
    return annotated instanceof AnnotatedParameter parameter
        && parameter.getDeclaringClass().isRecord();
  }

  private static boolean collection(Annotated annotated) {
    Class<?> type = annotated.getRawType();
    return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
  }

  private static boolean nullable(Annotated annotated) {
    return annotated instanceof AnnotatedParameter parameter
        && declared(parameter).getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static Parameter declared(AnnotatedParameter parameter) {
    var executable = (java.lang.reflect.Executable) parameter.getOwner().getMember();
    return executable.getParameters()[parameter.getIndex()];
  }

  @Override
  public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
      MapperConfig<?> config, Annotated annotated) {
    return annotated instanceof AnnotatedClass type && union(type.getRawType()) != null
        ? JsonTypeInfo.Value.construct(
            JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "type", null, false, true, null)
        : null;
  }

  @Override
  public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
    Class<?> type = annotated.getRawType();
    return union(type) == type ? members(type) : null;
  }

  @Override
  public @Nullable String findTypeName(MapperConfig<?> config, AnnotatedClass type) {
    Class<?> union = union(type.getRawType());
    return union == null || union == type.getRawType() ? null : name(union, type.getRawType());
  }

  private static List<NamedType> members(Class<?> union) {
    return Arrays.stream(union.getPermittedSubclasses())
        .flatMap(member ->
            member.isSealed()
                ? members(member).stream()
                : List.of(new NamedType(member, name(union, member))).stream())
        .toList();
  }

  /** The sealed interface that a type is, or is a member of; trees are no union. */
  private static @Nullable Class<?> union(Class<?> type) {
    if (JsonValue.class.isAssignableFrom(type)) {
      return null;
    }
    if (type.isSealed() && type.isInterface()) {
      return type;
    }
    return type.isRecord()
        ? Arrays.stream(type.getInterfaces()).filter(Class::isSealed).findFirst().orElse(null)
        : null;
  }

  private static String name(Class<?> union, Class<?> member) {
    var given = member.getAnnotation(TypeName.class);
    if (given != null) {
      return given.value();
    }
    String name = member.getSimpleName();
    String family = union.getSimpleName();
    if (name.endsWith(family) && name.length() > family.length()) {
      name = name.substring(0, name.length() - family.length());
    }
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
