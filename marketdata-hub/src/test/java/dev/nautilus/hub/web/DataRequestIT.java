package dev.nautilus.hub.web;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.quote;
import static dev.nautilus.hub.web.HubHttp.assertProblem;
import static dev.nautilus.hub.web.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorReply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Several symbols and types in one request, over a real port and without a bus.
@SpringBootTest(
    classes = FakeHub.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=marketdata-hub",
      "MESSAGEBUS_ENABLED=false",
      "nautilus.hub.watch.enabled=false",
      "nautilus.hub.cache.lifetimes.news=1ns"
    })
class DataRequestIT {
  private final FakeVendor vendor;
  private final HubHttp hub;

  DataRequestIT(@Qualifier("vendor") FakeVendor vendor, @LocalServerPort int port) {
    this.vendor = vendor;
    this.hub = new HubHttp(port);
  }

  @Test
  void dataRequest_answersInTheOrderAsked() throws Exception {
    vendor.answering(
        query ->
            query.type().name().equals("quote")
                ? new VendorReply.Data(List.of(quote("ONE", 1, NOON), quote("TWO", 2, NOON)), false)
                : new VendorReply.Refused(Refusal.NO_DATA, "nothing"));

    JsonNode answers =
        json(hub.post(
                "/data/request",
                """
                    {"symbols":["TWO","ONE"],"data_types":["quote","news"],"engine":"RISK",
                     "cache":true}
                    """))
            .get("answers");

    assertThat(answers).hasSize(4);
    assertThat(answers.get(0).get("symbol").asString()).isEqualTo("TWO");
    assertThat(answers.get(0).get("freshness").asString()).isEqualTo("FRESH");
    JsonNode quote = answers.get(0).get("data").get(0);
    assertThat(quote.get("bid").asDouble()).isEqualTo(2);
    assertThat(quote.get("version").asLong()).isPositive();
    assertThat(answers.get(1).get("refusal").asString()).isEqualTo("NO_DATA");
    assertThat(answers.get(2).get("symbol").asString()).isEqualTo("ONE");
  }

  @Test
  void dataRequest_withoutCache_asksTheVendorAnew() throws Exception {
    vendor.answering(_ -> new VendorReply.Data(List.of(quote("ANEW", 1, NOON)), false));
    hub.get("/api/v1/quote/ANEW");
    int before = vendor.asked().size();

    hub.post(
        "/data/request", "{\"symbols\":[\"ANEW\"],\"data_types\":[\"quote\"],\"cache\":false}");

    assertThat(vendor.asked()).hasSize(before + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"symbols\":[],\"data_types\":[\"quote\"]}",
        "{\"symbols\":[null],\"data_types\":[\"quote\"]}",
        "{\"symbols\":[\"A B\"],\"data_types\":[\"quote\"]}",
        "{\"symbols\":[\"AAPL\"],\"data_types\":[\"qoute\"]}",
        "{\"symbols\":[\"AAPL\"],\"data_types\":[\"bar\"],\"interval\":\"1x\"}",
        "{\"symbols\":[\"AAPL\"],\"data_types\":[\"bar\"],\"limit\":-1}",
        "{\"symbols\":[\"AAPL\"],\"data_types\":[\"bar\"],\"limit\":\"x\"}",
        "{\"symbols\":[\"AAPL\"],\"data_types\":[\"quote\"],\"sources\":[\"a b\"]}",
        "{\"symbols\":[\"AAPL\"],\"data_types\":[\"quote\"],\"engine\":\"a b\"}"
      })
  void dataRequest_badBody_is400(String body) throws Exception {
    assertProblem(hub.post("/data/request", body), 400);
  }
}
