package dev.nautilus.bus.marketdata;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusException.Reason;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.codec.PayloadJson;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.InstrumentId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Asks the hub by HTTP: `POST /data/request`, answered with the very record that travels on the
/// bus. Safe for use by many threads.
final class HubHttp {
  private static final String ANSWER_FORM = "application/vnd.nautilus.data-response+json";
  private static final int MOST_BYTES = 64 << 20;
  private static final int MOST_OF_A_PROBLEM = 500;

  private final URI hub;
  private final @Nullable String token;
  private final EngineType engine;
  private final Executor readers;
  private final HubConnections connections;

  /// @param hub base URL, `http://localhost:8800`
  /// @param token shown to the hub as a bearer token; null when it needs none
  /// @param engine who asks
  /// @param readers threads that read answers
  /// @param connections opens them
  HubHttp(
      URI hub,
      @Nullable String token,
      EngineType engine,
      Executor readers,
      HubConnections connections) {
    this.hub = hub;
    this.token = token;
    this.engine = engine;
    this.readers = readers;
    this.connections = connections;
  }

  URI hub() {
    return hub;
  }

  CompletionStage<DataResponse> ask(DataRequest question, Duration timeout) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(hub.resolve("/data/request"))
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("Accept", ANSWER_FORM)
            .POST(
                BodyPublishers.ofByteArray(PayloadJson.mapper().writeValueAsBytes(body(question))));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return connections
        .client()
        .sendAsync(request.build(), BodyHandlers.ofInputStream())
        .thenApplyAsync(this::read, readers);
  }

  private Map<String, Object> body(DataRequest question) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "symbols",
        question.instruments().stream().map(InstrumentId::value).collect(Collectors.toList()));
    body.put("data_types", question.types());
    body.put("engine", engine.name());
    BarSpec interval = question.interval();
    if (interval != null) {
      body.put("interval", interval.toString());
    }
    if (question.from() != null) {
      body.put("from", question.from().toString());
    }
    if (question.to() != null) {
      body.put("to", question.to().toString());
    }
    if (question.limit() > 0) {
      body.put("limit", question.limit());
    }
    return body;
  }

  private DataResponse read(HttpResponse<InputStream> response) {
    try (InputStream in = response.body()) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (response.statusCode() != 200) {
        throw refused(response.statusCode(), bytes);
      }
      if (bytes.length > MOST_BYTES) {
        throw new BusException(
            Reason.TOO_LARGE,
            "The hub's answer must be at most " + MOST_BYTES + " bytes: narrow the question.");
      }
      return PayloadJson.mapper().readValue(bytes, DataResponse.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JacksonException e) {
      throw new BusException(
          Reason.REPLY_FAILED, hub + " did not answer as a hub does; is it one?", e);
    }
  }

  private BusException refused(int status, byte[] problem) {
    String text =
        new String(problem, 0, Math.min(problem.length, MOST_OF_A_PROBLEM), StandardCharsets.UTF_8);
    String advice =
        status == 401 || status == 403
            ? " Set a token that has the scope read (nautilus.bus.hub.token)."
            : "";
    return new BusException(
        Reason.REPLY_FAILED, "The hub refused with status " + status + ": " + text + advice);
  }
}
