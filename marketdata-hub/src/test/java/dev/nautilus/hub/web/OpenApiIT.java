package dev.nautilus.hub.web;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.quote;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.vendor.VendorReply;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The API's description, held against what the API does.
@SpringBootTest(
    classes = FakeHub.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=marketdata-hub",
      "MESSAGEBUS_ENABLED=false",
      "nautilus.hub.watch.enabled=false"
    })
class OpenApiIT {
  private static final JsonMapper JSON = new JsonMapper();
  private final FakeVendor vendor;
  private final HubHttp hub;

  OpenApiIT(@Qualifier("vendor") FakeVendor vendor, @LocalServerPort int port) {
    this.vendor = vendor;
    this.hub = new HubHttp(port);
  }

  @BeforeEach
  void vendorHasAQuote() {
    vendor.answering(_ -> new VendorReply.Data(List.of(quote("AAPL", 150.25, NOON)), false));
  }

  private static JsonNode example(JsonNode content) {
    JsonNode example = content.iterator().next().get("examples").iterator().next().get("value");
    return example.isString() ? JSON.readTree(example.asString()) : example;
  }

  @Test
  void everyOperation_isExplained_andTheTokenIsDeclared() throws Exception {
    JsonNode api = hub.json("/v3/api-docs");

    assertThat(api.get("components").get("securitySchemes").get("token").get("scheme").asString())
        .isEqualTo("bearer");
    assertThat(api.get("paths").propertyNames())
        .contains(
            "/api/v1/{type}/{symbol}",
            "/api/v1/{type}",
            "/data/request",
            "/subscription/create",
            "/subscription/{id}",
            "/subscription/{id}/events",
            "/api/v1/sources",
            "/api/v1/cache",
            "/health");
    api.get("paths")
        .forEach(
            path ->
                path.forEach(
                    operation ->
                        assertThat(operation.path("summary").asString())
                            .as(operation.get("operationId").asString())
                            .isNotBlank()));
  }

  @Test
  void quoteExample_hasTheFieldsOfARealQuote() throws Exception {
    JsonNode described =
        hub.json("/v3/api-docs").get("paths").get("/api/v1/{type}/{symbol}").get("get");
    JsonNode example = example(described.get("responses").get("200").get("content"));

    assertThat(example.propertyNames())
        .containsExactlyElementsOf(hub.json("/api/v1/quote/AAPL").propertyNames());
    assertThat(described.get("responses").propertyNames()).contains("400", "404", "429", "503");
  }

  @Test
  void requestExamples_areTakenAsTheyStand_andAnsweredInTheFormShown() throws Exception {
    JsonNode post = hub.json("/v3/api-docs").get("paths").get("/data/request").get("post");
    JsonNode question = example(post.get("requestBody").get("content"));
    JsonNode answer = example(post.get("responses").get("200").get("content"));

    JsonNode real = hub.postJson("/data/request", question.toString());

    JsonNode shown = answer.get("answers").get(0);
    JsonNode first = real.get("answers").get(0);
    assertThat(first.propertyNames()).containsExactlyElementsOf(shown.propertyNames());
    assertThat(first.get("data").get(0).propertyNames())
        .containsExactlyElementsOf(shown.get("data").get(0).propertyNames());
  }

  @Test
  void subscriptionExample_isTakenAsItStands_andAnsweredInTheFormShown() throws Exception {
    JsonNode post = hub.json("/v3/api-docs").get("paths").get("/subscription/create").get("post");
    JsonNode wish = example(post.get("requestBody").get("content"));
    JsonNode answer = example(post.get("responses").get("201").get("content"));

    assertThat(hub.postJson("/subscription/create", wish.toString()).propertyNames())
        .containsExactlyElementsOf(answer.propertyNames());
  }
}
