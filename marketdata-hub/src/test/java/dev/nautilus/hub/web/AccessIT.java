package dev.nautilus.hub.web;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.quote;
import static dev.nautilus.hub.web.HubHttp.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.vendor.VendorReply;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A hub that is not open to everybody, over a real port.
@SpringBootTest(
    classes = FakeHub.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=marketdata-hub",
      "MESSAGEBUS_ENABLED=false",
      "nautilus.hub.watch.enabled=false",
      "nautilus.hub.access.mode=closed",
      "nautilus.hub.access.most-body=2KB",
      "nautilus.hub.access.tokens[0]=risk read,subscribe risk-token-0123456789",
      "nautilus.hub.access.tokens[1]=ml read,subscribe ml-token-0123456789",
      "nautilus.hub.access.tokens[2]=backtesting read backtesting-token-0123456789",
      "nautilus.hub.access.tokens[3]=operator admin operator-token-0123456789"
    })
class AccessIT {
  private static final String FOLLOW = "{\"symbols\":[\"AAPL\"],\"data_types\":[\"quote\"]}";
  private final FakeVendor vendor;
  private final HubHttp stranger;
  private final HubHttp risk;
  private final HubHttp ml;
  private final HubHttp backtesting;
  private final HubHttp operator;

  AccessIT(@Qualifier("vendor") FakeVendor vendor, @LocalServerPort int port) {
    this.vendor = vendor;
    this.stranger = new HubHttp(port);
    this.risk = new HubHttp(port).withToken("risk-token-0123456789");
    this.ml = new HubHttp(port).withToken("ml-token-0123456789");
    this.backtesting = new HubHttp(port).withToken("backtesting-token-0123456789");
    this.operator = new HubHttp(port).withToken("operator-token-0123456789");
  }

  @BeforeEach
  void vendorHasAQuote() {
    vendor.answering(_ -> new VendorReply.Data(List.of(quote("AAPL", 150, NOON)), false));
  }

  @Test
  void quote_withoutAToken_is401AndSaysHow_andNoVendorIsAsked() throws Exception {
    int before = vendor.asked().size();

    HttpResponse<String> response = stranger.get("/api/v1/quote/AAPL");

    assertProblem(response, 401, "Bearer <token>");
    assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(vendor.asked()).hasSize(before);
  }

  @Test
  void pathsInDisguise_areNotOpenEither() throws Exception {
    for (String path :
        List.of("/api/v1/quote/AAPL;x=1", "//api/v1/quote/AAPL", "/health/../api/v1/quote/AAPL")) {
      assertThat(stranger.get(path).statusCode()).as(path).isIn(400, 401, 404);
    }
  }

  @Test
  void healthMetricsAndDescription_areOpen() throws Exception {
    assertThat(stranger.get("/metrics").statusCode()).isEqualTo(200);
    assertThat(stranger.get("/health").statusCode()).isEqualTo(200);
    assertThat(stranger.get("/v3/api-docs").statusCode()).isEqualTo(200);
  }

  @Test
  void token_opensWhatItsScopesSay() throws Exception {
    assertThat(risk.get("/api/v1/quote/AAPL").statusCode()).isEqualTo(200);
    assertThat(backtesting.get("/api/v1/quote/AAPL").statusCode()).isEqualTo(200);
    assertProblem(
        backtesting.post("/subscription/create", FOLLOW), 403, "backtesting", "subscribe");
  }

  @Test
  void subscription_belongsToTheTokensEngine_whateverTheBodySays() throws Exception {
    HttpResponse<String> made =
        risk.post("/subscription/create", FOLLOW.replace("{", "{\"engine\":\"ml\","));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(HubHttp.json(made).get("engine").asString()).isEqualTo("risk");
    String path = "/subscription/" + HubHttp.json(made).get("id").asString();

    assertProblem(ml.get(path), 404);
    assertProblem(ml.delete(path), 404);
    assertThat(risk.get(path).statusCode()).isEqualTo(200);
    assertThat(operator.delete(path).statusCode()).isEqualTo(204);
  }

  @Test
  void bodyTooLarge_is413_alsoWhenItDoesNotSayHowLargeItIs() throws Exception {
    String large = FOLLOW.replace("AAPL", "A".repeat(3000));

    assertProblem(risk.post("/data/request", large), 413, "2048");
    assertProblem(risk.postChunked("/data/request", large), 413, "2048");
  }
}
