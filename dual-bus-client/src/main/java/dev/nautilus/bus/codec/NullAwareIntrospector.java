package dev.nautilus.bus.codec;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.Constructor;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/// Holds JSON to what a record's types promise: a component that is not `@Nullable` is never null.
/// An absent list or map is an empty one, so that a record can grow; an absent text or instant is
/// an error that names it, rather than a null that surfaces three engines later.
final class NullAwareIntrospector extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  @Override
  public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
    if (annotated instanceof AnnotatedParameter parameter
        && parameter.getOwner().getAnnotated() instanceof Constructor<?> constructor
        && isNullMarked(constructor.getDeclaringClass())) {
      return rule(constructor, parameter);
    }
    return super.findSetterInfo(config, annotated);
  }

  private static JsonSetter.Value rule(Constructor<?> constructor, AnnotatedParameter parameter) {
    Class<?> type = parameter.getRawType();
    boolean nullable =
        constructor.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(
            Nullable.class);
    if (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) {
      return JsonSetter.Value.construct(nullable ? Nulls.DEFAULT : Nulls.AS_EMPTY, Nulls.FAIL);
    }
    boolean mayBeNull = nullable || type.getName().startsWith("java.util.Optional");
    return JsonSetter.Value.construct(mayBeNull ? Nulls.DEFAULT : Nulls.FAIL, Nulls.DEFAULT);
  }

  private static boolean isNullMarked(Class<?> type) {
    return type.isRecord()
        && (type.isAnnotationPresent(NullMarked.class)
            || type.getPackage().isAnnotationPresent(NullMarked.class));
  }
}
