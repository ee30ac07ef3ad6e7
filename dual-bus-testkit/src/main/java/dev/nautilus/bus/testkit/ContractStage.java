package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.PayloadCodec;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.RequestType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

/// What the tests of [DualBusContract] stand on: types of each kind, and clients that are closed
/// after each test.
abstract class ContractStage {
  static final EngineType RISK = EngineType.RISK;
  static final EngineType ML = EngineType.ML;
  static final EngineType HUB = EngineType.HUB;

  static final Duration PATIENCE = Duration.ofSeconds(15);

  static final MessageType<Sample> PUSHED =
      MessageType.event(Family.APP, "contract.pushed", Sample.class).keyedBy(Sample::key);
  static final MessageType<Sample> PUSHED_TOO =
      MessageType.event(Family.APP, "contract.pushed_too", Sample.class).keyedBy(Sample::key);
  static final MessageType<Sample> PULLED =
      MessageType.event(Family.SIGNALS, "contract.pulled", Sample.class).keyedBy(Sample::key);
  static final MessageType<Sample> PULLED_TOO =
      MessageType.event(Family.SIGNALS, "contract.pulled_too", Sample.class).keyedBy(Sample::key);
  static final MessageType<Sample> PULLED_IN_VERSION_2 =
      MessageType.event(Family.SIGNALS, "contract.pulled", Sample.class)
          .keyedBy(Sample::key)
          .version(2);
  static final MessageType<Sample> WITHOUT_KEY =
      MessageType.event(Family.SIGNALS, "contract.without_key", Sample.class);
  static final MessageType<Sample> EXPRESS =
      MessageType.event(Family.RISK, "contract.express", Sample.class)
          .keyedBy(Sample::key)
          .express();
  static final MessageType<Sample> PINNED =
      MessageType.event(Family.ORDERS, "contract.pinned", Sample.class)
          .keyedBy(Sample::key)
          .pinned();
  static final MessageType<Sample> UNORDERED =
      MessageType.event(Family.SIGNALS, "contract.unordered", Sample.class)
          .keyedBy(Sample::key)
          .unordered();
  static final MessageType<Sample> PUSHED_STATE =
      MessageType.state(Family.APP, "contract.pushed_state", Sample.class).keyedBy(Sample::key);
  static final MessageType<Sample> OWN_CODEC =
      MessageType.event(Family.SYSTEM, "contract.own_codec", Sample.class)
          .encodedBy(new SampleText());
  static final RequestType<Sample, Sample> MARKET_QUESTION =
      MessageType.event(Family.REQUESTS, "contract.market_question", Sample.class)
          .answeredBy(MessageType.event(Family.REQUESTS, "contract.market_answer", Sample.class));
  static final RequestType<Sample, Sample> ENGINE_QUESTION =
      MessageType.event(Family.ORDERS, "contract.engine_question", Sample.class)
          .answeredBy(MessageType.event(Family.ORDERS, "contract.engine_answer", Sample.class));

  private final List<DualBusClient> clients = new ArrayList<>();

  /// A payload.
  ///
  /// @param key what order is kept by
  /// @param number what order is checked by
  record Sample(String key, int number) {}

  /// `key=number`; refuses negative numbers, so that there is a payload that cannot be encoded.
  private static final class SampleText implements PayloadCodec<Sample> {
    @Override
    public byte[] encode(Sample sample) {
      if (sample.number() < 0) {
        throw new IllegalArgumentException("number must be 0 or more, was " + sample.number());
      }
      return (sample.key() + "=" + sample.number()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Sample decode(ByteBuffer body) {
      String text = StandardCharsets.UTF_8.decode(body).toString();
      int equals = text.indexOf('=');
      return new Sample(text.substring(0, equals), Integer.parseInt(text.substring(equals + 1)));
    }
  }

  /// Connects a client to the buses under test; called for each client a test needs. The clients of
  /// one test see each other, those of different tests do not.
  protected abstract DualBusClient connect(EngineType engine, String instance, BusOptions options);

  /// Makes a bus unreachable, or deaf, for all clients at once, without losing what it holds.
  protected abstract void cut(Bus bus);

  /// Undoes [#cut].
  protected abstract void restore(Bus bus);

  /// Closes the clients of the test.
  @AfterEach
  final void closeClients() {
    clients.forEach(DualBusClient::close);
  }

  final DualBusClient client(EngineType engine, String instance) {
    return client(engine, instance, BusClients.OPTIONS);
  }

  final DualBusClient client(EngineType engine, String instance, BusOptions options) {
    DualBusClient client = connect(engine, instance, options);
    clients.add(client);
    return client;
  }

  static List<Published> publishAll(DualBusClient bus, MessageType<Sample> type, int... numbers) {
    List<CompletionStage<Published>> stages = new ArrayList<>();
    for (int number : numbers) {
      stages.add(bus.publish(type, new Sample("key-" + number % 5, number)));
    }
    return stages.stream().map(ContractStage::done).toList();
  }

  /// Waits for a stage that is expected to complete.
  static <T> T done(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("ended as " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new AssertionError("not done within " + PATIENCE, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /// Why a stage that is expected to fail did.
  static BusException.Reason reasonOf(Supplier<? extends CompletionStage<?>> attempt) {
    BusException failure =
        catchThrowableOfType(
            BusException.class,
            () -> {
              try {
                attempt.get().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
              } catch (ExecutionException e) {
                throw root(e);
              }
            });
    if (failure == null) {
      throw new AssertionError("expected a BusException, but it succeeded");
    }
    return failure.reason();
  }

  private static Throwable root(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wrapper =
        failure instanceof ExecutionException || failure instanceof CompletionException;
    return wrapper && cause != null ? root(cause) : failure;
  }

  static List<Integer> numbers(Recorder<Sample> recorder) {
    return recorder.payloads().stream().map(Sample::number).toList();
  }
}
