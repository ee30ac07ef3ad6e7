package dev.nautilus.bus.autoconfigure;

import dev.nautilus.bus.Catalogue;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

/// Finds methods marked [BusListener] and subscribes them once all beans stand.
final class BusListenerRegistrar implements BeanPostProcessor, SmartLifecycle {
  private final ObjectProvider<DualBusClient> bus;
  private final ObjectProvider<MessageType<?>> ownTypes;
  private final List<Listener> listeners = new ArrayList<>();
  private final List<Subscription> subscriptions = new ArrayList<>();

  private record Listener(Object bean, Method method, String typeName) {}

  BusListenerRegistrar(ObjectProvider<DualBusClient> bus, ObjectProvider<MessageType<?>> ownTypes) {
    this.bus = bus;
    this.ownTypes = ownTypes;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    for (Method method :
        MethodIntrospector.selectMethods(
            bean.getClass(),
            (Method candidate) ->
                AnnotatedElementUtils.hasAnnotation(candidate, BusListener.class))) {
      BusListener annotation =
          AnnotatedElementUtils.findMergedAnnotation(method, BusListener.class);
      if (annotation != null) {
        listeners.add(new Listener(bean, method, annotation.value()));
      }
    }
    return bean;
  }

  @Override
  public void start() {
    for (Listener listener : listeners) {
      subscriptions.add(subscribe(listener, type(listener)));
    }
  }

  private <P> Subscription subscribe(Listener listener, MessageType<P> type) {
    for (Class<?> parameter : listener.method().getParameterTypes()) {
      if (!parameter.isAssignableFrom(type.payload())
          && parameter != Envelope.class
          && parameter != Message.class) {
        throw new IllegalStateException(
            "@BusListener(\"%s\") %s takes a %s, but the type carries a %s"
                .formatted(
                    listener.typeName(),
                    listener.method(),
                    parameter.getSimpleName(),
                    type.payload().getSimpleName()));
      }
    }
    ReflectionUtils.makeAccessible(listener.method());
    return bus.getObject().subscribe(type, message -> invoke(listener, message));
  }

  private static void invoke(Listener listener, Message<?> message) throws Exception {
    Class<?>[] parameters = listener.method().getParameterTypes();
    Object[] arguments = new Object[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i] == Message.class) {
        arguments[i] = message;
      } else if (parameters[i] == Envelope.class) {
        arguments[i] = message.envelope();
      } else {
        arguments[i] = message.payload();
      }
    }
    try {
      listener.method().invoke(listener.bean(), arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  private MessageType<?> type(Listener listener) {
    String name = listener.typeName();
    return ownTypes.stream()
        .filter(type -> type.name().equalsIgnoreCase(name))
        .findFirst()
        .<MessageType<?>>map(type -> type)
        .or(() -> Catalogue.find(name))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "@BusListener(\"%s\") on %s names no message type; known are %s"
                        .formatted(name, listener.method(), Catalogue.names())));
  }

  @Override
  public void stop() {
    subscriptions.forEach(Subscription::close);
    subscriptions.clear();
  }

  @Override
  public boolean isRunning() {
    return !subscriptions.isEmpty();
  }
}
