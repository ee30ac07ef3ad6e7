package dev.nautilus.bus.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.Subscription;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.PriceUpdate;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class BusListenerRegistrarTest {
  private static final PriceUpdate UPDATE =
      new PriceUpdate(InstrumentId.of("AAPL"), 150.25, Instant.EPOCH);

  record Basket(String name) {}

  static final MessageType<Basket> BASKET =
      MessageType.event(Family.SIGNALS, "acme.basket", Basket.class);

  /// Keeps what was subscribed, by type name.
  static final class Subscriptions {
    final Map<String, MessageHandler<?>> handlers = new HashMap<>();

    @SuppressWarnings("unchecked")
    <P> void send(MessageType<P> type, P payload) throws Exception {
      Envelope envelope =
          new Envelope(
              new MessageId("s", 1, 1),
              EngineType.RISK,
              "risk-1",
              Instant.EPOCH,
              Priority.NORMAL,
              "",
              null,
              null,
              null,
              null,
              false,
              false);
      MessageHandler<?> handler = handlers.get(type.name());
      assertThat(handler).isNotNull();
      ((MessageHandler<P>) handler).handle(new Message<>(type, payload, envelope));
    }

    DualBusClient client() {
      return (DualBusClient)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {DualBusClient.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("subscribe")) {
                  MessageType<?> type = (MessageType<?>) arguments[0];
                  handlers.put(type.name(), (MessageHandler<?>) arguments[1]);
                  return new Subscription() {
                    @Override
                    public MessageType<?> type() {
                      return type;
                    }

                    @Override
                    public void close() {
                      handlers.remove(type.name());
                    }
                  };
                }
                return null;
              });
    }
  }

  static final class Listeners {
    final List<Object> heard = new ArrayList<>();

    @BusListener("PRICE_UPDATE")
    void onPrice(PriceUpdate update, Envelope envelope) {
      heard.add(update);
      heard.add(envelope.senderInstance());
    }

    @BusListener("acme.basket")
    void onBasket(Message<Basket> message) {
      heard.add(message.payload().name());
    }
  }

  static final class WrongPayload {
    @BusListener("price_update")
    void onPrice(String update) {}
  }

  static final class WrongName {
    @BusListener("no_such_type")
    void onNothing(PriceUpdate update) {}
  }

  @Configuration(proxyBeanMethods = false)
  static class Base {
    @Bean
    Subscriptions subscriptions() {
      return new Subscriptions();
    }

    @Bean
    DualBusClient bus(Subscriptions subscriptions) {
      return subscriptions.client();
    }

    @Bean
    MessageType<?> basket() {
      return BASKET;
    }

    @Bean
    static BusListenerRegistrar registrar(
        ObjectProvider<DualBusClient> bus, ObjectProvider<MessageType<?>> types) {
      return new BusListenerRegistrar(bus, types);
    }
  }

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner().withUserConfiguration(Base.class);

  @Test
  void listener_ofBuiltInAndOwnType_hearsPayloadEnvelopeOrMessage() {
    runner
        .withBean(Listeners.class)
        .run(
            context -> {
              Subscriptions bus = context.getBean(Subscriptions.class);
              bus.send(MessageType.PRICE_UPDATE, UPDATE);
              bus.send(BASKET, new Basket("tech"));
              assertThat(context.getBean(Listeners.class).heard)
                  .containsExactly(UPDATE, "risk-1", "tech");
            });
  }

  @Test
  void listener_ofAnotherPayload_endsTheStart() {
    runner
        .withBean(WrongPayload.class)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("takes a String, but the type carries a PriceUpdate"));
  }

  @Test
  void listener_ofUnknownType_endsTheStartAndNamesTheKnownOnes() {
    runner
        .withBean(WrongName.class)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("no_such_type")
                    .hasMessageContaining("price_update"));
  }
}
